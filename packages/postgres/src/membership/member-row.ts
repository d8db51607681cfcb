import type { Member, MemberEvent, Purchase } from '@banzhen/domain/membership';
import type { PaymentId } from '@banzhen/domain/shared/ids';
import type { Money } from '@banzhen/domain/shared/money';
import { type memberEvents, members, type PurchaseJson } from '../schema/members.js';
import { instantOf, optional, present } from '../sql-values.js';
import { type TableRows, tableRows } from '../table-rows.js';

type MemberRow = typeof members.$inferSelect;

export const memberRows: TableRows<MemberRow> = tableRows(members);

const purchaseOf = ({ planCode, paymentId, priceFen, days, startsAt, endsAt }: PurchaseJson): Purchase => ({
  planCode,
  paymentId: paymentId as PaymentId,
  priceFen: priceFen as Money,
  days,
  during: { startsAt: instantOf(startsAt), endsAt: instantOf(endsAt) },
});

/** The membership that a row keeps; the table's checks promise the columns of each state. */
export const memberOf = (row: MemberRow): Member => {
  const { tenantId, accountId, growth, periods, version, status } = row;
  const common = { tenantId, accountId, growth, periods, version };
  if (status === 'NONE') return { ...common, status };
  if (status === 'EXPIRED' || status === 'CANCELLED')
    return { ...common, status, endedAt: present(row.endedAt, 'ended_at') };
  const running = {
    ...common,
    period: {
      no: periods,
      level: present(row.level, 'level'),
      policyVersion: present(row.policyVersion, 'policy_version'),
      during: {
        startsAt: present(row.periodStartsAt, 'period_starts_at'),
        endsAt: present(row.periodEndsAt, 'period_ends_at'),
      },
      graceDays: present(row.graceDays, 'grace_days'),
    },
    purchases: present(row.purchases, 'purchases').map(purchaseOf),
  };
  switch (status) {
    case 'ACTIVE':
      return { ...running, status };
    case 'GRACE':
      return { ...running, status, graceUntil: present(row.graceUntil, 'grace_until') };
    case 'FROZEN':
      return {
        ...running,
        status,
        frozenAt: present(row.frozenAt, 'frozen_at'),
        ...optional('graceUntil', row.graceUntil),
      };
  }
};

const toPurchase = ({ during, ...rest }: Purchase): PurchaseJson => ({
  ...rest,
  startsAt: during.startsAt.toISOString(),
  endsAt: during.endsAt.toISOString(),
});

const runningColumns = (member: Member) =>
  'period' in member
    ? {
        level: member.period.level,
        policy_version: member.period.policyVersion,
        period_starts_at: member.period.during.startsAt,
        period_ends_at: member.period.during.endsAt,
        grace_days: member.period.graceDays,
        purchases: member.purchases.map(toPurchase),
      }
    : {};

/** The row of a membership, by column. */
export const rowOfMember = (member: Member) => ({
  account_id: member.accountId,
  tenant_id: member.tenantId,
  status: member.status,
  growth: member.growth,
  periods: member.periods,
  version: member.version,
  ...runningColumns(member),
  ...('graceUntil' in member ? { grace_until: member.graceUntil } : {}),
  ...('frozenAt' in member ? { frozen_at: member.frozenAt } : {}),
  ...('endedAt' in member ? { ended_at: member.endedAt } : {}),
});

export const memberEventOf = (row: typeof memberEvents.$inferSelect): MemberEvent => ({
  type: row.type,
  row: row.transition,
  command: row.command,
  tenantId: row.tenantId,
  accountId: row.accountId,
  from: row.from,
  to: row.to,
  version: row.version,
  at: row.at,
  by: { as: row.byCapacity, ...optional('accountId', row.byAccount) },
  ...optional('cause', row.cause),
  ...optional('bizId', row.bizId),
  refs: row.refs,
});
