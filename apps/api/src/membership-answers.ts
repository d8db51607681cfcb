import type {
  MemberFoundDto,
  MemberPageDto,
  MembershipDto,
  MembershipPolicyPreviewDto,
  PointsBookDto,
  PublishedPolicyDto,
} from '@banzhen/contracts';
import type {
  MemberFound,
  MemberSeen,
  MembersListed,
  PolicySeen,
  PreviewedPolicy,
} from '@banzhen/domain/membership';
import type { PointsSeen } from '@banzhen/domain/points';

const eventAnswer = (event: MemberSeen['history'][number]): MembershipDto['history'][number] => {
  const { type, from, to, version, at, by, cause, refs } = event;
  return {
    type,
    from,
    to,
    version,
    at: at.toISOString(),
    as: by.as,
    ...(cause ? { cause } : {}),
    ...(refs.level === undefined ? {} : { level: refs.level }),
    ...(refs.growth === undefined ? {} : { growth: refs.growth }),
  };
};

export const membershipAnswer = (seen: MemberSeen): MembershipDto => {
  const { period, graceUntil, frozenAt, endedAt } = seen;
  return {
    accountId: seen.accountId,
    status: seen.status,
    growth: seen.growth,
    version: seen.version,
    ...(seen.level ? { level: seen.level } : {}),
    ...(period
      ? {
          period: {
            policyVersion: period.policyVersion,
            startsAt: period.startsAt.toISOString(),
            endsAt: period.endsAt.toISOString(),
          },
        }
      : {}),
    ...(graceUntil ? { graceUntil: graceUntil.toISOString() } : {}),
    ...(frozenAt ? { frozenAt: frozenAt.toISOString() } : {}),
    ...(endedAt ? { endedAt: endedAt.toISOString() } : {}),
    privileges: seen.privileges,
    history: seen.history.map(eventAnswer),
  };
};

export const memberFoundAnswer = (found: MemberFound): MemberFoundDto => ({
  ...membershipAnswer(found),
  name: found.name,
  phone: found.phone,
});

export const memberPageAnswer = ({ rows, nextCursor }: MembersListed): MemberPageDto => ({
  rows: rows.map(({ until, ...row }) => ({ ...row, ...(until ? { until: until.toISOString() } : {}) })),
  ...(nextCursor ? { nextCursor } : {}),
});

export const policyAnswer = ({ policy, inForceFrom, isInForce }: PolicySeen): PublishedPolicyDto => ({
  policy,
  inForceFrom: inForceFrom.toISOString(),
  isInForce,
});

export const membershipPreviewAnswer = ({ wrong, members }: PreviewedPolicy): MembershipPolicyPreviewDto => ({
  members,
  ...(wrong ? { wrong: { at: wrong.at, why: wrong.why } } : {}),
});

/** Points that orders bring and lose are booked under the order's id. */
const orderOf = ({ kind, bizId }: PointsSeen['entries'][number]): string | undefined =>
  kind === 'ADJUST' || kind === 'EXPIRE' ? undefined : bizId.split(':', 1)[0];

export const pointsAnswer = ({ lots, entries, nextCursor, ...book }: PointsSeen): PointsBookDto => ({
  accountId: book.accountId,
  balance: book.balance,
  spendable: book.spendable,
  debt: book.debt,
  lots: lots.map(({ no, left, expiresAt }) => ({ no, left, expiresAt: expiresAt.toISOString() })),
  entries: entries.map((entry) => {
    const { seq, kind, points, leftAfter, debtAfter, at, by, cause } = entry;
    const orderId = orderOf(entry);
    return {
      seq,
      kind,
      points,
      leftAfter,
      debtAfter,
      at: at.toISOString(),
      as: by.as,
      ...(cause ? { cause } : {}),
      ...(orderId ? { orderId } : {}),
    };
  }),
  ...(nextCursor === undefined ? {} : { nextCursor }),
});
