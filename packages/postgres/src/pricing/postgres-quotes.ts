import type { Quote, QuoteStore } from '@banzhen/domain/pricing';
import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '../database.js';
import { keptMembershipIn, keptMembershipJson } from '../membership/kept-membership-json.js';
import { quotes } from '../schema/index.js';
import { optional } from '../sql-values.js';

type Row = typeof quotes.$inferSelect;

const toRow = (quote: Quote): Row => ({
  id: quote.id,
  tenantId: quote.tenantId,
  accountId: quote.accountId,
  cityCode: quote.cityCode,
  patientId: quote.patientId,
  hospitalId: quote.hospitalId,
  serviceCode: quote.service.code,
  serviceKind: quote.service.kind,
  serviceSkills: [...quote.service.skills],
  shifts: quote.shifts.map(({ startsAt, endsAt }) => [startsAt.toISOString(), endsAt.toISOString()]),
  wishedEscortId: quote.wishes.escortId ?? null,
  wishedGender: quote.wishes.escortGender ?? null,
  lines: quote.lines,
  totalFen: quote.totalFen,
  memberDiscountBp: quote.memberDiscount,
  membership: keptMembershipJson(quote.membership),
  policyVersion: quote.policyVersion,
  createdAt: quote.createdAt,
  validUntil: quote.validUntil,
  usedFor: quote.usedFor ?? null,
});

const fromRow = (row: Row): Quote => ({
  id: row.id,
  tenantId: row.tenantId,
  accountId: row.accountId,
  cityCode: row.cityCode,
  patientId: row.patientId,
  hospitalId: row.hospitalId,
  service: { code: row.serviceCode, kind: row.serviceKind, skills: row.serviceSkills },
  shifts: row.shifts.map(([startsAt, endsAt]) => ({
    startsAt: new Date(startsAt),
    endsAt: new Date(endsAt),
  })),
  wishes: { ...optional('escortId', row.wishedEscortId), ...optional('escortGender', row.wishedGender) },
  lines: row.lines,
  totalFen: row.totalFen,
  memberDiscount: row.memberDiscountBp,
  ...keptMembershipIn(row.membership),
  policyVersion: row.policyVersion,
  createdAt: row.createdAt,
  validUntil: row.validUntil,
  ...optional('usedFor', row.usedFor),
});

/** Quotes that an order may be made of once (E6). */
export const postgresQuotes = (db: Database): QuoteStore => ({
  async insert(quote) {
    await db.insert(quotes).values(toRow(quote));
  },
  async find(id) {
    const [row] = await db.select().from(quotes).where(eq(quotes.id, id)).for('update');
    return row && fromRow(row);
  },
  async markUsed(id, orderId) {
    await db
      .update(quotes)
      .set({ usedFor: orderId })
      .where(and(eq(quotes.id, id), isNull(quotes.usedFor)));
  },
});
