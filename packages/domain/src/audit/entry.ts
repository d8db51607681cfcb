import type { Capacity } from '../shared/actor.js';
import type { AccountId, TenantId } from '../shared/ids.js';

/** An id, a word of an enumeration, an instant, a whole number or a yes or no: never a text that somebody wrote. */
export type AuditFact = string | number | boolean | readonly string[];

/** One act that can be asked after later: who did what to which thing, and what came of it (C27). Ids only, never PII. */
export type AuditEntry = {
  readonly at: Date;
  /** Whose staff may read the entry; absent where nobody's tenant is known. */
  readonly tenantId?: TenantId;
  readonly actor: { readonly as: Capacity | 'anonymous'; readonly accountId?: AccountId };
  /** An id of the policy table where it has one, such as `order.cancel`. */
  readonly operation: string;
  readonly object?: { readonly kind: string; readonly id: string };
  readonly outcome: 'done' | 'refused';
  /** Why, as a word: the type of a refusal, or a code that staff chose. */
  readonly reason?: string;
  readonly requestId?: string;
  readonly facts?: Readonly<Record<string, AuditFact>>;
};

/** An entry could carry what a person wrote; says which fields, never what is in them. */
export class EntryUnfit extends Error {
  readonly type = 'EntryUnfit';
  readonly fields: readonly string[];

  constructor(fields: readonly string[]) {
    super(`an audit entry holds ids, words of enumerations and numbers only; not so: ${fields.join(', ')}`);
    this.name = 'EntryUnfit';
    this.fields = fields;
  }
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;
/** Phone, identity and bank card numbers are long runs of digits; no word of an enumeration has one. */
const WORD = /^(?!.*\d{7})[A-Za-z][A-Za-z0-9_.:/-]{0,63}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
/** A mobile phone number has eleven digits; an amount of fen that a person pays never does. */
const NUMBERS_BELOW = 10_000_000_000;

const isWord = (text: string | undefined): boolean => text === undefined || WORD.test(text);
const isId = (text: string | undefined): boolean => isWord(text) || UUID.test(text ?? '');

const isFact = (fact: AuditFact): boolean => {
  if (typeof fact === 'string') return isId(fact) || INSTANT.test(fact);
  if (typeof fact === 'number') return Number.isSafeInteger(fact) && Math.abs(fact) < NUMBERS_BELOW;
  return typeof fact === 'boolean' || fact.every(isId);
};

/** Throws `EntryUnfit` when the form of a field lets through what a person wrote: a name, a phone number, a diagnosis. */
export const checkEntry = ({ tenantId, actor, operation, object, facts = {}, ...rest }: AuditEntry): void => {
  const judged: readonly (readonly [field: string, isFit: boolean])[] = [
    ['at', !Number.isNaN(rest.at.getTime())],
    ['tenantId', isId(tenantId)],
    ['actor.accountId', isId(actor.accountId)],
    ['operation', isWord(operation)],
    ['object.kind', isWord(object?.kind)],
    ['object.id', isId(object?.id)],
    ['reason', isWord(rest.reason)],
    ['requestId', isId(rest.requestId)],
    ...Object.entries(facts).map(([name, fact], no) =>
      isWord(name) ? ([`facts.${name}`, isFact(fact)] as const) : ([`facts[${no}]`, false] as const),
    ),
  ];
  const unfit = judged.flatMap(([field, isFit]) => (isFit ? [] : [field]));
  if (unfit.length > 0) throw new EntryUnfit(unfit);
};
