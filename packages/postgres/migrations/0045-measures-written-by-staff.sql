-- Measures are written by staff and the platform alone, and somebody they are about is not told what has only been proposed (K9;
-- docs/adr/0041-suspended-and-revoked-escorts.md).

ALTER POLICY certification_measure_seen ON certification_measure
  USING ((SELECT asking_power()) = 'platform'
    OR tenant_id = (SELECT asking_tenant()) AND ((SELECT asking_power()) = 'tenant'
      OR account_id = (SELECT asking_account()) AND kind <> 'revocation-proposed'))
  WITH CHECK ((SELECT asking_power()) = 'platform'
    OR tenant_id = (SELECT asking_tenant()) AND (SELECT asking_power()) = 'tenant');
