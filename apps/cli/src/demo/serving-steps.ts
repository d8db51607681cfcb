import type { FamilyOrderDto, OrderStatusDto } from '@banzhen/contracts';
import { give, NotAsPromised } from './acting.js';
import type { Step } from './step.js';
import { familyView, known, type Visit } from './visit.js';
import { minutesAfter } from './visit-times.js';
import { beijingTime } from './wording.js';

/** Moves to so many minutes after the start of the visit; before it when negative. */
const reachMinute = (visit: Visit, minute: number): Promise<void> =>
  visit.clock.reach(minutesAfter(known(visit, 'startsAt'), minute));

const has = (order: FamilyOrderDto, event: string): boolean =>
  order.timeline.some(({ type }) => type === event);

const is =
  (...statuses: readonly OrderStatusDto[]) =>
  ({ status }: FamilyOrderDto): boolean =>
    statuses.includes(status);

const depart: Step = {
  name: 'depart',
  zh: '陪诊员出发',
  en: 'The escort sets out',
  async act(visit) {
    await reachMinute(visit, -90);
    const { api } = known(visit, 'escort');
    const { status } = await give(
      visit,
      (ref) => api.escort.depart.mutate(ref),
      (order) => has(order, 'EscortDeparted'),
    );
    const at = beijingTime(await visit.clock.now());
    return { status, zh: at, en: `${at} in Beijing` };
  },
};

/** A phone in the hospital's hall is some metres off the point on the map. */
const METRES_OFF = 0.0003;

const checkIn: Step = {
  name: 'check-in',
  zh: '到院定位签到',
  en: 'Check-in at the hospital by position',
  async act(visit) {
    await reachMinute(visit, -20);
    const { api } = known(visit, 'escort');
    const { longitude, latitude, datum } = known(visit, 'wish').place;
    const position = { longitude, latitude: latitude + METRES_OFF, datum, accuracyMetres: 25 };
    const { status } = await give(
      visit,
      (ref) => api.escort.checkIn.mutate({ ...ref, position }),
      (order) => has(order, 'EscortArrived'),
    );
    return { status, position, zh: '约 33 米，精度 25 米', en: 'about 33 m away, accuracy 25 m' };
  },
};

const start: Step = {
  name: 'start',
  zh: '就诊人报验证码，服务开始',
  en: 'The patient reads out the visit code, the service starts',
  async act(visit) {
    await reachMinute(visit, 0);
    const { visitCode } = await familyView(visit);
    if (!visitCode) throw new NotAsPromised(['the family does not see the visit code']);
    const { status } = await give(
      visit,
      (ref) => known(visit, 'escort').api.escort.start.mutate({ ...ref, visitCode }),
      is('SERVING', 'ENDED', 'FINISHED'),
    );
    return { status, zh: '验证码正确', en: 'the code is right' };
  },
};

type LogStep = 'number-taken' | 'waiting' | 'consultation' | 'medicine' | 'returned' | 'contact-attempt';
type Entry = {
  readonly step: LogStep;
  readonly minute: number;
  readonly zh: string;
  readonly en: string;
  /** Counts entries of one kind; 1 unless told. */
  readonly time?: number;
};

const log = ({ step, minute, zh, en, time = 1 }: Entry): Step => ({
  name: time === 1 ? `log-${step}` : `log-${step}-${time}`,
  zh: '服务记录',
  en: 'Service log',
  async act(visit) {
    await reachMinute(visit, minute);
    const { api } = known(visit, 'escort');
    const order = await give(
      visit,
      (ref) => api.escort.log.mutate({ ...ref, step, note: `${zh} ${en}` }),
      ({ serviceLog }) => serviceLog.filter((entry) => entry.step === step).length >= time,
    );
    return { entries: order.serviceLog.length, zh, en };
  },
});

const dayAtTheClinic: readonly Entry[] = [
  { step: 'number-taken', minute: 5, zh: '已取号', en: 'number taken' },
  { step: 'waiting', minute: 20, zh: '在诊室外候诊', en: 'waiting outside the consulting room' },
  { step: 'consultation', minute: 60, zh: '就诊完毕，医生已说明用药', en: 'seen by the doctor' },
  { step: 'medicine', minute: 90, zh: '已取药并核对', en: 'medicine fetched and checked' },
  { step: 'returned', minute: 110, zh: '已送到家属身边', en: 'back with the family' },
];

const callsInVain: readonly Entry[] = [
  { step: 'contact-attempt', minute: 10, zh: '电话未接', en: 'no answer on the phone' },
  { step: 'contact-attempt', minute: 25, zh: '再次电话未接，短信未回', en: 'no answer again', time: 2 },
];

const end: Step = {
  name: 'end',
  zh: '陪诊员结束服务',
  en: 'The escort ends the service',
  async act(visit) {
    await reachMinute(visit, known(visit, 'wish').minutes - 5);
    const { api } = known(visit, 'escort');
    const order = await give(visit, (ref) => api.escort.end.mutate(ref), is('ENDED', 'FINISHED'));
    const { balanceFen } = order.money;
    if (balanceFen !== 0) throw new NotAsPromised([`the balance is ${balanceFen} fen after a visit on time`]);
    return { status: order.status, balanceFen, zh: '准时，无尾款', en: 'on time, nothing more to pay' };
  },
};

const markNoShow: Step = {
  name: 'no-show',
  zh: '调度员确认就诊人未到',
  en: 'The dispatcher marks the patient as not come',
  async act(visit) {
    await reachMinute(visit, 31);
    const reason = '等候 30 分钟，两次联系未果 waited 30 minutes, called twice';
    const { dispatch } = visit.cast.dispatcher.api;
    const { status } = await give(
      visit,
      (ref) => dispatch.markPatientNoShow.mutate({ ...ref, reason }),
      is('NO_SHOW'),
    );
    return { status, reason, zh: reason, en: reason };
  },
};

export const arrivingSteps: readonly Step[] = [depart, checkIn];
export const servingSteps: readonly Step[] = [start, ...dayAtTheClinic.map(log), end];
export const noShowSteps: readonly Step[] = [...callsInVain.map(log), markNoShow];
