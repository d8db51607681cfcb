import type { FamilyOrderDto, ShiftDto } from '@banzhen/contracts';
import { give, NotAsPromised, waitUntilSeen } from './acting.js';
import type { Step } from './step.js';
import { dispatcherView, known, type Visit } from './visit.js';

const shiftOf = ({ shifts }: FamilyOrderDto): ShiftDto => {
  const [shift] = shifts;
  if (!shift) throw new NotAsPromised(['the order has no shift']);
  return shift;
};

const happened = (order: FamilyOrderDto, type: string, escortName: string): boolean =>
  order.timeline.some((event) => event.type === type && event.escortName === escortName);

/** The search offers the visit to the best escort, and the demo signs in as that person. */
const offer = (turn: 'first' | 'next'): Step => ({
  name: turn === 'first' ? 'offer' : 'next-offer',
  zh: turn === 'first' ? '系统派单' : '系统改派下一位',
  en: turn === 'first' ? 'The search finds an escort' : 'The search finds the next escort',
  async act(visit) {
    const last = visit.memory.escort?.escortId;
    const isToAnother = (one: FamilyOrderDto) => {
      const { cover, escortId } = shiftOf(one);
      return cover === 'offered' && escortId !== last;
    };
    // A family is told of no escort before they have accepted.
    const order = await waitUntilSeen(visit, 'an offer to an escort', isToAnother, dispatcherView);
    const { escortId, escortName = '', offerExpiresAt } = shiftOf(order);
    if (!escortId) throw new NotAsPromised(['an offered shift names no escort']);
    visit.memory.escort = { ...(await visit.cast.escort(escortId, escortName)), escortId };
    return {
      escortId,
      escortName,
      offerExpiresAt,
      zh: `派给${escortName}`,
      en: `offered to ${escortName}`,
    };
  },
});

const ownOffer = async (visit: Visit): Promise<string> => {
  const orderId = known(visit, 'orderId');
  const offers = await known(visit, 'escort').api.escort.offers.query();
  const own = offers.find((one) => one.orderId === orderId) ?? shiftOf(await dispatcherView(visit));
  if (!own.offerId) throw new NotAsPromised([`${known(visit, 'escort').name} sees no offer for this visit`]);
  return own.offerId;
};

const accept: Step = {
  name: 'accept',
  zh: '陪诊员接单',
  en: 'The escort accepts',
  async act(visit) {
    const { api, name, escortId } = known(visit, 'escort');
    const offerId = await ownOffer(visit);
    const isTaken = (order: FamilyOrderDto) => {
      const shift = shiftOf(order);
      return shift.cover === 'accepted' && shift.escortId === escortId;
    };
    const { status } = await give(visit, (ref) => api.escort.accept.mutate({ ...ref, offerId }), isTaken);
    return { status, escortName: name, zh: name, en: name };
  },
};

const decline: Step = {
  name: 'decline',
  zh: '陪诊员谢绝',
  en: 'The escort declines',
  async act(visit) {
    const { api, name } = known(visit, 'escort');
    const offerId = await ownOffer(visit);
    await give(
      visit,
      (ref) => api.escort.decline.mutate({ ...ref, offerId, reason: '当天有家事 a family matter' }),
      ({ timeline }) => timeline.some(({ type }) => type === 'OfferDeclined'),
    );
    return { escortName: name, zh: `${name}当天有事`, en: `${name} has a family matter that day` };
  },
};

const release: Step = {
  name: 'release',
  zh: '调度员换下陪诊员',
  en: 'The dispatcher takes the escort off',
  async act(visit) {
    const { name, escortId } = known(visit, 'escort');
    const reason = '陪诊员生病 the escort is ill';
    await give(
      visit,
      (ref) => visit.cast.dispatcher.api.dispatch.release.mutate({ ...ref, escortId, reason }),
      (order) => happened(order, 'EscortReleased', name),
    );
    return {
      escortName: name,
      reason,
      zh: `${name}生病，重新派单`,
      en: `${name} is ill, the search begins anew`,
    };
  },
};

export const findingSteps: readonly Step[] = [offer('first'), accept];
export const reassigningSteps: readonly Step[] = [
  offer('first'),
  decline,
  offer('next'),
  accept,
  release,
  offer('next'),
  accept,
];
