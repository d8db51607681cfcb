/** Which entries are shown; days are those of the mainland, both included. */
export type AuditFilter = {
  readonly who?: string | undefined;
  readonly what?: string | undefined;
  readonly object?: string | undefined;
  readonly outcome?: 'done' | 'refused' | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
};
