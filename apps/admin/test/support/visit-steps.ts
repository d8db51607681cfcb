import { moveClock, type Person, statusOf, until } from './people.js';

const MINUTE_MS = 60_000;

/** The steps of a visit that its escort and family take; the clock is moved to where each is due. */
export function stepsOf(origin: string, family: Person, escort: Person, orderId: string) {
  const order = () => family.family.order.query({ orderId });
  const at = async (edge: 'startsAt' | 'endsAt', minutes: number) =>
    moveClock(origin, new Date(Date.parse((await order())[edge]) + minutes * MINUTE_MS).toISOString());
  return {
    async arrive() {
      await at('startsAt', -50);
      await until('the escort may set out', async () =>
        escort.escort.depart.mutate({ orderId }).catch(() => undefined),
      );
      const { visitCode } = await order();
      await escort.escort.checkIn.mutate({ orderId, ...(visitCode ? { visitCode } : {}) });
      await statusOf(family, orderId, 'ARRIVED');
    },
    async start() {
      await family.family.start.mutate({ orderId });
      await statusOf(family, orderId, 'SERVING');
    },
    async write() {
      const notes = {
        'number-taken': '取号 A032',
        waiting: '前面 6 位',
        consultation: '医生建议复查血常规',
        medicine: '',
      };
      for (const [step, note] of Object.entries(notes))
        await escort.escort.log.mutate({ orderId, step: step as keyof typeof notes, note });
    },
    async end() {
      await at('endsAt', 0);
      await escort.escort.log.mutate({ orderId, step: 'returned', note: '已送到家' });
      await escort.escort.end.mutate({ orderId });
      await statusOf(family, orderId, 'ENDED');
    },
  };
}
