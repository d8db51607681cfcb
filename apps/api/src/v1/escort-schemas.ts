import { orderStatuses } from '@banzhen/domain/orders';
import { z } from '@hono/zod-openapi';
import { days, feedQuery, id, instant } from './schemas.js';

const fen = z.int().openapi({ description: 'Fen, 1/100 yuan' });
const status = z.enum(orderStatuses);
const version = z.int().positive();

const priceLine = z
  .object({
    kind: z.string().openapi({ description: 'Such as service, night, overtime; new kinds may come' }),
    quantity: z.number(),
    unitFen: fen,
    amountFen: fen,
  })
  .openapi('PriceLine');

export const wantedVisit = z
  .strictObject({
    clinicId: id.toLowerCase(),
    patientId: id.toLowerCase(),
    serviceCode: z.string().trim().min(1).max(60).openapi({ example: 'escort-half-day' }),
    startsAt: z.iso.datetime({ offset: true }),
    endsAt: z.iso.datetime({ offset: true }),
    escortGender: z.enum(['female', 'male']).optional(),
  })
  .openapi('WantedVisit');

export const escortQuote = z
  .object({
    quoteId: id,
    clinicId: id,
    patientId: id,
    shifts: z.array(z.object({ startsAt: instant, endsAt: instant })),
    lines: z.array(priceLine),
    totalFen: fen,
    unitPriceFen: fen.openapi({ description: 'Fen; one unit of the service' }),
    reference: z
      .object({ lowestFen: fen, highestFen: fen })
      .optional()
      .openapi({ description: 'What a unit usually costs, both included, where that was published' }),
    validUntil: instant,
    scopeConsentVersion: z
      .int()
      .positive()
      .openapi({ description: 'Of the text that the patient must have agreed to before the order' }),
  })
  .openapi('EscortQuote');

export const wantedOrder = z
  .strictObject({ quoteId: id.toLowerCase(), consentedScopeVersion: z.int().positive() })
  .openapi('WantedEscortOrder');

export const changedOrder = z.object({ orderId: id, status, version }).openapi('ChangedEscortOrder');

export const escortOrder = z
  .object({
    orderId: id,
    orderNo: z.string(),
    clinicId: id,
    patientId: id,
    serviceCode: z.string(),
    status,
    startsAt: instant,
    endsAt: instant,
    shifts: z.array(
      z.object({
        no: z.int().positive(),
        startsAt: instant,
        endsAt: instant,
        escortName: z.string().optional().openapi({ description: 'Who comes, once somebody has accepted' }),
      }),
    ),
    lines: z.array(priceLine),
    totalFen: fen,
    paidFen: fen.openapi({ description: 'On account, without what was given back' }),
    dueFen: fen.openapi({ description: 'Still to be paid, after overtime or a longer visit' }),
    departedAt: instant.optional(),
    arrivedAt: instant.optional(),
    startedAt: instant.optional(),
    endedAt: instant.optional(),
    finishedAt: instant.optional(),
    cancelledAt: instant.optional(),
    noShowAt: instant.optional(),
    version,
  })
  .openapi('EscortOrder');

export const cancellationQuote = z
  .object({
    cancellationQuoteId: id,
    orderId: id,
    rule: z.string(),
    refundFen: fen.openapi({ description: 'Owed no more' }),
    escortFen: fen,
    platformFen: fen,
    expiresAt: instant,
  })
  .openapi('CancellationQuote');

export const acceptedCancellation = z
  .strictObject({
    cancellationQuoteId: id.toLowerCase(),
    reason: z.string().trim().min(1).max(500).optional(),
  })
  .openapi('AcceptedCancellation');

export const statement = z
  .object({
    from: z.iso.date(),
    until: z.iso.date(),
    openingFen: fen.openapi({ description: 'Owed before these days; negative where it is owed to you' }),
    closingFen: fen.openapi({ description: 'Owed after them' }),
    days: z.array(
      z.object({
        ...{ day: z.iso.date(), chargedFen: fen, creditedFen: fen },
        settledFen: fen.openapi({
          description: 'What you paid, without payments that were reversed: owed no more, beside creditedFen',
        }),
        closingFen: fen,
      }),
    ),
    items: z.array(
      z.object({
        lineId: id,
        kind: z.enum(['charge', 'refund', 'compensation']),
        orderId: id,
        at: instant,
        amountFen: fen.openapi({ description: 'Positive is owed; what was given back is negative' }),
      }),
    ),
    settlements: z
      .array(
        z.object({
          ...{ lineId: id, settlementId: id },
          kind: z.enum(['payment', 'reversal']),
          receivedOn: z.iso.date().openapi({ description: 'The day on which our bank had it' }),
          bankReference: z.string().openapi({ description: 'What the bank calls your transfer' }),
          at: instant,
          amountFen: fen.openapi({
            description: 'What you paid is negative; what was booked wrongly and reversed is positive',
          }),
        }),
      )
      .openapi({
        description:
          'Lines about your payments: opening, items and settlements of all pages add up to closing',
      }),
    nextCursor: z.string().optional(),
  })
  .openapi('Statement');

export const orderParams = z.object({ orderId: id.toLowerCase() });
export const ordersQuery = feedQuery.extend({ clinicId: id.toLowerCase().optional() });
export const statementQuery = days.extend(feedQuery.shape);
