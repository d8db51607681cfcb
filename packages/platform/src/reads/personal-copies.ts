import type { OrderDetailDto, WaitlistEntryDto } from '@banzhen/contracts';
import type { Account, Accounts, Origin, Sanction, SessionSeen } from '@banzhen/domain/accounts';
import type { Certifications, KeptCertification } from '@banzhen/domain/certification';
import type { Consent } from '@banzhen/domain/consents';
import type { MemberSeen, Memberships } from '@banzhen/domain/membership';
import type { PatientSeen, PatientStores, Patients, Proxies } from '@banzhen/domain/patients';
import type { Points, PointsSeen } from '@banzhen/domain/points';
import type { Refusal } from '@banzhen/domain/refusals';
import type { Person } from '@banzhen/domain/shared/actor';
import type { Clock } from '@banzhen/domain/shared/clock';
import { idFrom, type OrderId, type PatientId } from '@banzhen/domain/shared/ids';
import { ok, type Result } from '@banzhen/domain/shared/result';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import * as queries from '@banzhen/postgres/queries';
import type { SealedDatabase } from '@banzhen/postgres/sealing';
import type { Reads } from './reads.js';
import type { WaitlistReads } from './waitlist-reads.js';

/** Everything about a person but their orders. */
export type PersonCopy = {
  readonly account: Account | undefined;
  readonly sessions: readonly SessionSeen[];
  readonly sanctions: readonly Sanction[];
  readonly patients: readonly (PatientSeen & { readonly proxies?: Proxies })[];
  readonly consents: readonly Consent[];
  /** Submissions of credentials with what was done about them, the newest first, at most 200; the pictures are those that were sent. */
  readonly credentials: readonly KeptCertification[];
  readonly membership?: MemberSeen;
  /** With the newest entries, at most 1,000. */
  readonly points?: PointsSeen;
  /** The newest first, at most 200. */
  readonly quotes: readonly queries.OwnQuote[];
  /** Entries of the waitlist, the newest first, at most 200. */
  readonly waitlist: readonly WaitlistEntryDto[];
  /** What they have said about orders, as family or escort, the newest first, at most 1,000; what others said is theirs. */
  readonly messages: readonly queries.OwnMessage[];
};

/** An order with what its family wrote about it, which screens show to staff only. */
export type OrderCopy = OrderDetailDto & {
  readonly reasons: readonly { readonly at: string; readonly reason: string }[];
};

/** A page of the copy; the first one has the person. */
export type CopyPage = {
  readonly madeAt: Date;
  readonly person?: PersonCopy;
  readonly orders: readonly OrderCopy[];
  readonly nextCursor?: OrderId;
};

/** The copy of everything about somebody, for themselves (PIPL 45). */
export type PersonalCopies = {
  /** A page of at most 20 orders, those before `before`; each page is asked for with a fresh proof, and audited. */
  page(actor: Person, origin: Origin, before: OrderId | undefined): Promise<Result<CopyPage, Refusal>>;
};

export type CopyParts = {
  readonly db: SealedDatabase;
  readonly patientUnitOfWork: UnitOfWork<PatientStores>;
  readonly clock: Clock;
  readonly accounts: Accounts;
  readonly patients: Patients;
  readonly certifications: Pick<Certifications, 'listOwn'>;
  readonly memberships: Pick<Memberships, 'readOwnMembership'>;
  readonly points: Pick<Points, 'readOwnPoints'>;
  readonly reads: Pick<Reads, 'patients' | 'orderDetail'>;
  readonly waitlistReads: Pick<WaitlistReads, 'own'>;
};

const MOST_ORDERS = 20;
const MOST_QUOTES = 200;
const MOST_WAITED = 200;
const MOST_ENTRIES = 1_000;
const MOST_MESSAGES = 1_000;

/** What is listed may be gone a moment later; then the copy goes on without it. */
const foundOf = <T>(results: readonly Result<T, Refusal>[]): readonly T[] =>
  results.flatMap((result) => (result.ok ? [result.value] : []));

const patientCopies = async (
  { patients, reads }: CopyParts,
  actor: Person,
  origin: Origin,
): Promise<PersonCopy['patients']> => {
  const listed = await reads.patients(actor);
  const seen: PersonCopy['patients'][number][] = [];
  for (const { patientId: listedId } of listed) {
    const patientId = idFrom<PatientId>(listedId);
    const read = await patients.readPatient(actor, origin, { patientId });
    if (!read.ok) continue;
    const proxies = await patients.listProxies(actor, { patientId });
    seen.push(proxies.ok ? { ...read.value, proxies: proxies.value } : read.value);
  }
  return seen;
};

const personCopy = async (
  parts: CopyParts,
  actor: Person,
  origin: Origin,
  account: Account | undefined,
): Promise<PersonCopy> => {
  const { accounts, patientUnitOfWork, db, memberships, points, waitlistReads } = parts;
  const { accountId } = actor;
  const said = await patientUnitOfWork.run<readonly Consent[], never>(async ({ consents }) =>
    ok(await consents.ofAccount(accountId)),
  );
  const [membership] = foundOf([await memberships.readOwnMembership(actor)]);
  const [book] = foundOf([await points.readOwnPoints(actor, { limit: MOST_ENTRIES })]);
  return {
    account,
    ...(membership ? { membership } : {}),
    ...(book ? { points: book } : {}),
    sessions: foundOf([await accounts.listSessions(actor)]).flat(),
    sanctions: foundOf([await accounts.listOwnSanctions(actor)]).flat(),
    patients: await patientCopies(parts, actor, origin),
    consents: foundOf([said]).flat(),
    credentials: foundOf([await parts.certifications.listOwn(actor)]).flat(),
    quotes: await queries.quotesOf(db, accountId, MOST_QUOTES),
    waitlist: (await waitlistReads.own(actor, { limit: MOST_WAITED })).entries,
    messages: await queries.ownMessages(db, accountId, MOST_MESSAGES),
  };
};

const orderCopy = async (
  { db, reads }: CopyParts,
  actor: Person,
  id: OrderId,
): Promise<Result<OrderCopy, Refusal>> => {
  const detail = await reads.orderDetail(actor, id);
  if (!detail.ok) return detail;
  const reasons = (await queries.timelineOf(db, id)).flatMap(({ at, as, reason }) =>
    as === 'U' && reason !== null ? [{ at: at.toISOString(), reason }] : [],
  );
  return ok({ ...detail.value, reasons });
};

export const makePersonalCopies = (parts: CopyParts): PersonalCopies => ({
  async page(actor, origin, before) {
    const begun = await parts.accounts.beginExport(actor, origin, { isFirst: before === undefined });
    if (!begun.ok) return begun;
    const now = parts.clock.now();
    const ids = await queries.ownOrderIds(parts.db, actor, { now, limit: MOST_ORDERS + 1, before });
    const orders: Result<OrderCopy, Refusal>[] = [];
    for (const id of ids.slice(0, MOST_ORDERS)) orders.push(await orderCopy(parts, actor, id));
    const last = ids.length > MOST_ORDERS ? ids[MOST_ORDERS - 1] : undefined;
    return ok({
      madeAt: now,
      ...(before === undefined ? { person: await personCopy(parts, actor, origin, begun.value) } : {}),
      orders: foundOf(orders),
      ...(last ? { nextCursor: last } : {}),
    });
  },
});
