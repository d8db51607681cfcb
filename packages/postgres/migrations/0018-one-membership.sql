-- Quotes and orders keep the membership that they were priced with, and discounts of before become memberships.

ALTER TABLE quote ADD COLUMN membership jsonb;
ALTER TABLE escort_order ADD COLUMN membership jsonb;

-- A version that is never in force carries the discounts over: nobody begins a period with it, and what somebody has lasts as
-- long as it was to last, without a grace. The first version stays free for the one that the platform publishes.
INSERT INTO membership_policy (version, effective_from, body)
SELECT version, '9999-12-31T00:00:00Z', jsonb_build_object(
  'version', version, 'periodDays', 365, 'graceDays', 0, 'growthPerYuan', 0,
  'points', jsonb_build_object('perYuan', 0, 'lifetimeDays', 365, 'restoredForDays', 30),
  'levels', levels, 'plans', '[]'::jsonb)
FROM (SELECT greatest((SELECT max(version) FROM membership_policy), 1) + 1 AS version) next, (
  SELECT jsonb_agg(jsonb_build_object('level', level, 'name', jsonb_build_object('zh', '原会员', 'en', 'Member of before'),
    'growthThreshold', level, 'keepLine', level, 'privileges', jsonb_build_array(jsonb_build_object(
      'code', 'discount_bp', 'value', jsonb_build_object('kind', 'rate', 'rate', discount_bp), 'isKeptInGrace', false)))
    ORDER BY level) AS levels
  FROM (SELECT discount_bp, row_number() OVER (ORDER BY discount_bp) AS level
    FROM (SELECT DISTINCT discount_bp FROM membership WHERE valid_until IS NULL OR valid_until > now()) given) numbered) given
WHERE levels IS NOT NULL;

-- One without an end lasts until an instant that a clock can tell.
CREATE TEMPORARY TABLE carried ON COMMIT DROP AS
SELECT old.account_id, account.tenant_id, policy.version AS policy_version, (one ->> 'level')::integer AS level,
  coalesce(old.valid_until, '2999-12-31T00:00:00Z') AS ends_at
FROM membership old
JOIN account ON account.id = old.account_id
JOIN membership_policy policy ON policy.effective_from = '9999-12-31T00:00:00Z'
JOIN LATERAL jsonb_array_elements(policy.body -> 'levels') one
  ON (one -> 'privileges' -> 0 -> 'value' ->> 'rate')::integer = old.discount_bp
WHERE (old.valid_until IS NULL OR old.valid_until > now())
  AND NOT EXISTS (SELECT FROM member WHERE member.account_id = old.account_id);

INSERT INTO member (account_id, tenant_id, status, growth, periods, level, policy_version, period_starts_at, period_ends_at,
  grace_days, purchases, version)
SELECT account_id, tenant_id, 'ACTIVE', 0, 1, level, policy_version, now(), ends_at, 0, '[]', 1 FROM carried;

INSERT INTO member_event (account_id, version, tenant_id, type, transition, command, from_status, to_status, at, by_capacity,
  cause, biz_id, refs)
SELECT account_id, 1, tenant_id, 'MembershipBegun', 'M1', 'give', 'NONE', 'ACTIVE', now(), 'SYS', 'correction',
  'carried-over:' || account_id, jsonb_build_object('level', level) FROM carried;

-- Nothing reads the table any more but the release before this one, beside which this one may run; a later one drops it.
COMMENT ON TABLE membership IS 'carried over to member; read by nothing';
