import { type LogStep, type Order, visitRange } from '@banzhen/domain/orders';
import { minutesAfter } from '@banzhen/domain/shared/clock';

/** What the people of a demo order do next, and when. */
export type DemoAct = { readonly at: Date } & (
  | { readonly kind: 'depart' | 'check-in' | 'start' | 'end' | 'confirm' | 'review' }
  | { readonly kind: 'log'; readonly step: LogStep; readonly note: string }
);

type Entry = { readonly step: LogStep; readonly note: string };

const dayAtTheClinic: readonly (Entry & { readonly minute: number })[] = [
  { step: 'number-taken', note: '已取号 number taken', minute: 5 },
  { step: 'waiting', note: '在诊室外候诊 waiting outside the consulting room', minute: 20 },
  { step: 'consultation', note: '就诊完毕，医生已说明用药 seen by the doctor', minute: 70 },
  { step: 'medicine', note: '已取药并核对 medicine fetched and checked', minute: 110 },
];
const wayHome: Entry = { step: 'returned', note: '已送到家属身边 back with the family' };

const servingAct = (order: Order, logged: readonly LogStep[]): DemoAct => {
  const { startsAt, endsAt } = visitRange(order);
  const next = dayAtTheClinic.find(({ step }) => !logged.includes(step));
  if (next) return { kind: 'log', at: minutesAfter(startsAt, next.minute), step: next.step, note: next.note };
  if (!logged.includes(wayHome.step)) return { kind: 'log', at: minutesAfter(endsAt, -10), ...wayHome };
  return { kind: 'end', at: endsAt };
};

/** The next act about an order with these entries in its service log; none while it waits for somebody, or when all is done. */
export const nextAct = (order: Order, logged: readonly LogStep[]): DemoAct | undefined => {
  const { startsAt, endsAt } = visitRange(order);
  switch (order.status) {
    case 'ACCEPTED':
      return { kind: 'depart', at: minutesAfter(startsAt, -45) };
    case 'EN_ROUTE':
      return { kind: 'check-in', at: minutesAfter(startsAt, -10) };
    case 'ARRIVED':
      return { kind: 'start', at: startsAt };
    case 'SERVING':
      return servingAct(order, logged);
    case 'ENDED':
      return { kind: 'confirm', at: minutesAfter(endsAt, 60) };
    case 'FINISHED':
      return order.review === 'open' ? { kind: 'review', at: minutesAfter(endsAt, 120) } : undefined;
    default:
      return undefined;
  }
};
