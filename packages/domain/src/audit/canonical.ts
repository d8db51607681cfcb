import { type AuditEntry, checkEntry } from './entry.js';

type Body = {
  readonly at: string;
  readonly tenant?: string | undefined;
  readonly as: AuditEntry['actor']['as'];
  readonly account?: string | undefined;
  readonly operation: string;
  readonly kind?: string | undefined;
  readonly object?: string | undefined;
  readonly outcome: AuditEntry['outcome'];
  readonly reason?: string | undefined;
  readonly request?: string | undefined;
  readonly facts?: AuditEntry['facts'];
};

const sorted = (facts: NonNullable<AuditEntry['facts']>): NonNullable<AuditEntry['facts']> =>
  Object.fromEntries(Object.entries(facts).toSorted(([left], [right]) => (left < right ? -1 : 1)));

/**
 * The entry as the one text that is stored, searched and hashed: JSON in ASCII with its keys in a fixed order. A json
 * column would put keys and numbers into an order and form of its own. Throws `EntryUnfit`.
 */
export const canonicalText = (entry: AuditEntry): string => {
  checkEntry(entry);
  const { actor, object, facts } = entry;
  const body: Body = {
    at: entry.at.toISOString(),
    tenant: entry.tenantId,
    as: actor.as,
    account: actor.accountId,
    operation: entry.operation,
    kind: object?.kind,
    object: object?.id,
    outcome: entry.outcome,
    reason: entry.reason,
    request: entry.requestId,
    facts: facts && Object.keys(facts).length > 0 ? sorted(facts) : undefined,
  };
  return JSON.stringify(body);
};

const optional = <K extends string, T>(key: K, value: T | undefined) =>
  (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: T };

/** Reads what `canonicalText` wrote. Throws on any other text. */
export const entryOf = (text: string): AuditEntry => {
  const { at, tenant, as, account, operation, kind, object, outcome, reason, request, facts }: Body =
    JSON.parse(text);
  return {
    at: new Date(at),
    ...optional('tenantId', tenant as AuditEntry['tenantId']),
    actor: { as, ...optional('accountId', account as AuditEntry['actor']['accountId']) },
    operation,
    ...optional('object', kind === undefined || object === undefined ? undefined : { kind, id: object }),
    outcome,
    ...optional('reason', reason),
    ...optional('requestId', request),
    ...optional('facts', facts),
  };
};

/** Texts one after the other, each with its length before it, so that no two lists look alike. */
export const lengthPrefixed = (texts: readonly (string | number)[]): string =>
  texts.map((text) => `${String(text).length}:${text},`).join('');
