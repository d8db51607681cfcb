import type { OrderId } from '../shared/ids.js';
import { closeLivePayments } from './close-payments.js';
import type { PaymentDeps } from './payment-deps.js';
import { makeAcceptOffer } from './use-cases/accept-offer.js';
import { makeCancelOnAccount } from './use-cases/cancel-on-account.js';
import { makeCancelOrder } from './use-cases/cancel-order.js';
import { makeChangeEscort } from './use-cases/change-escort.js';
import { makeCheckIn } from './use-cases/check-in.js';
import { makeConfirmOrder } from './use-cases/confirm-order.js';
import { makeCreateOrder } from './use-cases/create-order.js';
import { makeDepart } from './use-cases/depart.js';
import { makeEndOffer } from './use-cases/end-offer.js';
import { makeEndService } from './use-cases/end-service.js';
import { makeEndServiceEarly } from './use-cases/end-service-early.js';
import { makeExtendService } from './use-cases/extend-service.js';
import { makeFireTimer } from './use-cases/fire-timer.js';
import { makeGiveUp } from './use-cases/give-up.js';
import { makeGrabShift } from './use-cases/grab-shift.js';
import { makeHandOverShift } from './use-cases/hand-over-shift.js';
import { makeListCandidates } from './use-cases/list-candidates.js';
import { makeLogService } from './use-cases/log-service.js';
import { makeMarkEscortNoShow } from './use-cases/mark-escort-no-show.js';
import { makeMarkPatientNoShow } from './use-cases/mark-patient-no-show.js';
import { makeOfferShift } from './use-cases/offer-shift.js';
import { makeOrderOnAccount } from './use-cases/order-on-account.js';
import { makePayOnAccount } from './use-cases/pay-on-account.js';
import { makePlaceOrder } from './use-cases/place-order.js';
import { makePreviewEnding } from './use-cases/preview-ending.js';
import { makePreviewReschedule } from './use-cases/preview-reschedule.js';
import { makeQuoteCancellation } from './use-cases/quote-cancellation.js';
import { makeRecordPayment } from './use-cases/record-payment.js';
import { makeRecordRefund } from './use-cases/record-refund.js';
import { makeReleaseEscort } from './use-cases/release-escort.js';
import { makeRequestQuote } from './use-cases/request-quote.js';
import { makeRescheduleOrder } from './use-cases/reschedule-order.js';
import { makeSendRefund } from './use-cases/send-refund.js';
import { makeStartPayment } from './use-cases/start-payment.js';
import { makeStartService } from './use-cases/start-service.js';
import { makeSubmitReview } from './use-cases/submit-review.js';
import { makeSyncPayment } from './use-cases/sync-payment.js';

/** Everything that can be done about a visit, on the given adapters. */
export const makeVisits = (deps: PaymentDeps) => {
  const recordPayment = makeRecordPayment(deps);
  const recordRefund = makeRecordRefund(deps);
  const syncPayment = makeSyncPayment(deps, recordPayment);
  return {
    requestQuote: makeRequestQuote(deps),
    createOrder: makeCreateOrder(deps),
    orderOnAccount: makeOrderOnAccount(deps),
    payOnAccount: makePayOnAccount(deps),
    cancelOnAccount: makeCancelOnAccount(deps),
    placeOrder: makePlaceOrder(deps),
    startPayment: makeStartPayment(deps),
    recordPayment,
    recordRefund,
    syncPayment,
    /** Nobody can pay for the order any more; answers the attempts to end with its change (O3). */
    closePayments: (orderId: OrderId) => closeLivePayments(deps, syncPayment, orderId),
    sendRefund: makeSendRefund(deps, recordRefund),
    rescheduleOrder: makeRescheduleOrder(deps),
    previewReschedule: makePreviewReschedule(deps),
    changeEscort: makeChangeEscort(deps),
    quoteCancellation: makeQuoteCancellation(deps),
    cancelOrder: makeCancelOrder(deps, syncPayment),
    confirmOrder: makeConfirmOrder(deps),
    submitReview: makeSubmitReview(deps),
    extendService: makeExtendService(deps),
    acceptOffer: makeAcceptOffer(deps),
    declineOffer: makeEndOffer(deps, 'decline'),
    withdrawOffer: makeEndOffer(deps, 'withdraw'),
    grabShift: makeGrabShift(deps),
    releaseEscort: makeReleaseEscort(deps),
    depart: makeDepart(deps),
    checkIn: makeCheckIn(deps),
    startService: makeStartService(deps),
    logService: makeLogService(deps),
    handOverShift: makeHandOverShift(deps),
    endService: makeEndService(deps),
    endServiceEarly: makeEndServiceEarly(deps),
    offerShift: makeOfferShift(deps),
    listCandidates: makeListCandidates(deps),
    markPatientNoShow: makeMarkPatientNoShow(deps),
    markEscortNoShow: makeMarkEscortNoShow(deps),
    giveUp: makeGiveUp(deps),
    previewEnding: makePreviewEnding(deps),
    fireTimer: makeFireTimer(deps),
  };
};

export type Visits = ReturnType<typeof makeVisits>;
