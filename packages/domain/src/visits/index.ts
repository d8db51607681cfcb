export { auditAct } from './audit-act.js';
export type { PartnerOrderRequest } from './change-once.js';
export type { OrderRequest } from './change-order.js';
export { carryVisit, noteClinicChange, withdrawVisit } from './clinic-changed.js';
export type { OrderAnswer, VisitDeps } from './deps.js';
export type { BookedOnAccount } from './not-on-account.js';
export type { NotYourShift } from './on-shift.js';
export { onceFor, onceIfKeyed } from './once.js';
export { type NotOnce, onceAnswered } from './once-answered.js';
export type { PaymentDeps } from './payment-deps.js';
export {
  ESCORT_ACCESS_MINUTES,
  familyRelations,
  overAt,
  relationsToOrder,
  relationsToPatient,
} from './relations.js';
export type { SaveError } from './save-order.js';
export type { VisitStores } from './stores.js';
export type * from './use-cases/accept-offer.js';
export type * from './use-cases/cancel-on-account.js';
export type * from './use-cases/cancel-order.js';
export type * from './use-cases/change-escort.js';
export type * from './use-cases/check-in.js';
export type * from './use-cases/confirm-order.js';
export type * from './use-cases/create-order.js';
export { createOrderIn } from './use-cases/create-order.js';
export type * from './use-cases/end-offer.js';
export type * from './use-cases/expire-payment.js';
export type * from './use-cases/extend-service.js';
export type * from './use-cases/find-escort.js';
export type * from './use-cases/grab-shift.js';
export type * from './use-cases/hand-over-shift.js';
export type * from './use-cases/list-candidates.js';
export type { LogService, NoteTooLong } from './use-cases/log-service.js';
export type * from './use-cases/mark-escort-no-show.js';
export type * from './use-cases/offer-shift.js';
export type * from './use-cases/order-on-account.js';
export type * from './use-cases/pay-on-account.js';
export type * from './use-cases/place-order.js';
export type * from './use-cases/preview-ending.js';
export type * from './use-cases/preview-reschedule.js';
export type * from './use-cases/quote-cancellation.js';
export type * from './use-cases/record-payment.js';
export type * from './use-cases/record-refund.js';
export type * from './use-cases/release-escort.js';
export type * from './use-cases/request-quote.js';
export type * from './use-cases/reschedule-order.js';
export type * from './use-cases/start-payment.js';
export type * from './use-cases/start-service.js';
export type * from './use-cases/submit-review.js';
export { makeVisitRules, type VisitRules } from './visit-rules.js';
export { makeVisits, type Visits } from './visits.js';
