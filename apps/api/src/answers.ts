import type { CancellationQuoteDto, OrderAnswerDto, PaymentDto, QuoteDto } from '@banzhen/contracts';
import type { CancellationQuote } from '@banzhen/domain/orders';
import type { OrderAnswer, PaymentAnswer, QuoteAnswer } from '@banzhen/domain/visits';

export const orderAnswer = ({ orderId, status, version }: OrderAnswer): OrderAnswerDto => ({
  orderId,
  status,
  version,
});

export const paymentAnswer = ({ paymentId, amountFen, payUrl }: PaymentAnswer): PaymentDto => ({
  paymentId,
  amountFen,
  payUrl,
});

export const quoteAnswer = (quote: QuoteAnswer): QuoteDto => ({
  quoteId: quote.id,
  lines: quote.lines,
  totalFen: quote.totalFen,
  unitPriceFen: quote.unitPriceFen,
  ...(quote.reference ? { reference: quote.reference } : {}),
  policyVersion: quote.policyVersion,
  scopeConsentVersion: quote.scopeConsentVersion,
  validUntil: quote.validUntil.toISOString(),
  shifts: quote.shifts.map(({ startsAt, endsAt }) => ({
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
  })),
});

export const cancellationAnswer = ({
  id,
  rule,
  split,
  expiresAt,
}: CancellationQuote): CancellationQuoteDto => ({
  cancellationQuoteId: id,
  rule,
  refundFen: split.refundFen,
  escortFen: split.escortFen,
  platformFen: split.platformFen,
  compensationFen: split.compensationFen,
  expiresAt: expiresAt.toISOString(),
});
