import { type CancellationQuoteId, idFrom, type QuoteId } from '@banzhen/domain/shared/ids';
import { must } from '@banzhen/domain/testing';
import { liveOffer, seatOf } from './lookups.js';
import { type Act, byFamily, byOthers } from './scene.js';

/** What happens to one bundle, and how it ends: whether both halves live on or neither. */
export interface Story {
  readonly name: string;
  readonly acts: readonly Act[];
  readonly ends: 'both' | 'neither';
}

const reason = '停诊';

const create = byFamily(async (scene, { visits, bundles }) => {
  const { town, patientId, during, family, session, told } = scene;
  const [escort] = town.escorts;
  if (told.quoteId === undefined) {
    const asked = { patientId, hospitalId: town.hospitalId, serviceCode: town.serviceCode, ...during };
    const wishes = escort ? { escortId: escort.escortId } : {};
    told.quoteId = must(await visits.requestQuote(family, { ...asked, wishes })).id;
  }
  const created = must(
    await bundles.createBundle(family, {
      quoteId: idFrom<QuoteId>(told.quoteId),
      clinicSessionId: session,
      consentedScopeVersion: 1,
      idempotencyKey: `create-${told.quoteId}`,
    }),
  );
  told.bundleId = created.bundleId;
  told.orderId = created.orderId;
});

const startPaying = byFamily(async ({ family, told }, { visits }) => {
  if (told.orderId) await visits.startPayment(family, { orderId: told.orderId, channel: 'wechat' });
});

/** The family pays, and the provider tells of it until somebody listens. */
const pay = byFamily(async ({ family, told, outside }, { visits }) => {
  if (!told.orderId) return;
  const started = await visits.startPayment(family, { orderId: told.orderId, channel: 'wechat' });
  if (!started.ok) return;
  const { paymentId } = started.value;
  outside.pay(paymentId);
  const state = await outside.provider.queryPayment(paymentId);
  if (state.ok) await visits.recordPayment({ paymentId, state: state.value });
});

const accept = byOthers(async ({ escort, told, database }, { visits }) => {
  const { orderId } = told;
  if (!orderId) return;
  const offerId = await liveOffer(database, orderId);
  if (offerId) await visits.acceptOffer(escort, { orderId, offerId });
});

const cancel = byFamily(async ({ family, told }, { bundles }) => {
  const { bundleId } = told;
  if (!bundleId) return;
  if (told.cancellationQuoteId === undefined) {
    const quote = await bundles.quoteBundleCancellation(family, { bundleId });
    if (!quote.ok) return;
    told.cancellationQuoteId = quote.value.id;
  }
  const cancellationQuoteId = idFrom<CancellationQuoteId>(told.cancellationQuoteId);
  await bundles.cancelBundle(family, { bundleId, cancellationQuoteId });
});

const stopClinic = byOthers(async ({ dispatcher, session }, { clinics }) => {
  await clinics.stopClinic(dispatcher, { clinicSessionId: session, reason });
});

const moveByClinic = byOthers(async ({ dispatcher, laterSession, database, told }, { clinics }) => {
  const appointmentId = told.bundleId && (await seatOf(database, told.bundleId));
  if (!appointmentId) return;
  await clinics.rescheduleAppointment(dispatcher, { appointmentId, toSessionId: laterSession, reason });
});

const choose = (choice: 'move' | 'refund', isNamed = false): Act =>
  byFamily(async ({ family, told, laterSession }, { bundles }) => {
    const { bundleId } = told;
    if (!bundleId) return;
    const named = isNamed ? { clinicSessionId: laterSession } : {};
    await bundles.chooseBundle(family, { bundleId, choice, ...named, idempotencyKey: `choose-${bundleId}` });
  });

const silent = byOthers(async ({ outside }) => outside.reply('unknown'));
const rejecting = byOthers(async ({ outside }) => outside.reply('rejected'));
const later = (minutes: number): Act => byOthers(async ({ clock }) => clock.advance(minutes));

const bound: readonly Act[] = [create, pay, accept];

/** Everything that a bundle may go through. */
export const stories: readonly Story[] = [
  { name: 'paid and bound', acts: bound, ends: 'both' },
  { name: 'never paid', acts: [create, startPaying, later(20)], ends: 'neither' },
  { name: 'refused by the clinic', acts: [silent, create, pay, rejecting], ends: 'neither' },
  { name: 'taken away unpaid', acts: [create, startPaying, stopClinic], ends: 'neither' },
  { name: 'cancelled', acts: [...bound, cancel], ends: 'neither' },
  { name: 'stopped, money back', acts: [...bound, stopClinic, choose('refund')], ends: 'neither' },
  { name: 'stopped, silence', acts: [...bound, stopClinic, later(25 * 60)], ends: 'neither' },
  { name: 'stopped, another session', acts: [...bound, stopClinic, choose('move', true)], ends: 'both' },
  { name: 'moved by the clinic', acts: [...bound, moveByClinic, choose('move')], ends: 'both' },
];

/** What gives up whatever lives at the end of a story. */
export const giveUp: readonly Act[] = [cancel];
