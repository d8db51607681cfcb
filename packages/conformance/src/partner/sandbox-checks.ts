import { demand, NotChecked, someOf } from '../check.js';
import { refuses, told } from './server.js';
import { type Appointment, aKey, isLive, type PartnerCheck, type Stage } from './stage.js';

const SANDBOX = '沙箱 · The sandbox';
const LIMITS = '限流 · Limits';
const MINUTE_MS = 60_000;

type Clock = { readonly now?: string };

const readClock = async ({ server }: Stage): Promise<number> => {
  const answer = await server.ask<Clock>('GET', '/sandbox/clock');
  if (answer.status === 403 || answer.status === 404) throw new NotChecked('this server is no sandbox');
  demand(answer.status === 200 && answer.body?.now !== undefined, `GET /sandbox/clock ${told(answer)}`);
  return Date.parse(answer.body.now);
};

export const sandboxChecks: readonly PartnerCheck[] = [
  {
    name: 'retry-after-told',
    section: LIMITS,
    promise: {
      zh: '429 和 503 都带 Retry-After。',
      en: 'A 429 and a 503 have Retry-After.',
    },
    async look(stage) {
      await readClock(stage);
      for (const [failure, type] of [
        ['429', 'too-many-requests'],
        ['503', 'temporarily-unavailable'],
      ] as const) {
        const answer = await stage.server.ask('GET', `/events?limit=1`, {
          headers: { 'sandbox-failure': failure },
        });
        demand(refuses(answer, Number(failure), type), `${failure} was ordered: ${told(answer)}`);
        const after = answer.headers.get('retry-after') ?? 'missing';
        demand(/^[1-9]\d*$/.test(after), `Retry-After of a ${failure} is ${after}`);
        const next = await stage.server.ask('GET', `/events?limit=1`, {
          headers: { 'sandbox-failure': failure },
        });
        demand(next.status === 200, `the request after it ${told(next)}`);
      }
    },
  },
  {
    name: 'lost-answer-is-no-second-effect',
    section: SANDBOX,
    promise: {
      zh: '做了但回答丢了的锁号，用同一个键再发，还是那一个号。',
      en: 'A hold that was done and whose answer was lost is the same seat when it is sent again under its key.',
    },
    async look(stage) {
      await readClock(stage);
      const { clinicId, patientIds } = await stage.place();
      const patientId = someOf(patientIds[0], 'nobody can be booked for');
      const headers = { 'sandbox-failure': 'lost-answer' };
      for (const { sessionId } of await stage.openAt(clinicId)) {
        const key = aKey();
        const isLost = await stage.ask(sessionId, patientId, { key, headers }).then(
          ({ status }) => status >= 500,
          () => true,
        );
        demand(isLost, 'an answer came that was to be lost');
        const isOurs = (one: Appointment) =>
          one.sessionId === sessionId && one.patientId === patientId && isLive(one);
        const [done] = (await stage.appointments(clinicId)).filter(isOurs);
        const again = await stage.ask(sessionId, patientId, { key, headers });
        // It was refused as well: the patient has something at that time.
        if (done === undefined && again.status === 409) continue;
        demand(again.status === 201, `sent again ${told(again)}`);
        const live = (await stage.appointments(clinicId)).filter(isOurs);
        demand(live.length === 1, `the patient has ${live.length} appointments in that session`);
        demand(again.body.appointmentId === done?.appointmentId, 'sent again it is another appointment');
        return;
      }
      throw new NotChecked('the patient has something at the time of every open session');
    },
  },
  {
    name: 'clock-moves-forward-once',
    section: SANDBOX,
    promise: {
      zh: '沙箱的时钟按整分钟往前拨，同一个键只拨一次，不能往回。',
      en: 'The clock of a sandbox moves forward by whole minutes, once for a key, and never back.',
    },
    async look(stage) {
      const before = await readClock(stage);
      const key = aKey();
      const move = (advanceMinutes: number, own = key) =>
        stage.write<Clock>('/sandbox/clock', { advanceMinutes }, { key: own });
      const moved = await move(2);
      demand(moved.status === 200, told(moved));
      const after = Date.parse(moved.body.now ?? '');
      demand(after - before >= 2 * MINUTE_MS, `moved by ${(after - before) / MINUTE_MS} minutes, not 2`);
      const again = await move(2);
      demand(again.status === 200, `the repeated request ${told(again)}`);
      const gone = Date.parse(again.body.now ?? '') - after;
      demand(gone >= 0 && gone < 2 * MINUTE_MS, 'the repeated request moved it again');
      demand(refuses(await move(3), 422, 'key-reused'), 'the same key moved it by other minutes');
      for (const wrong of [-1, 0, 0.5]) {
        const answer = await move(wrong, aKey());
        demand(refuses(answer, 400, 'invalid-input'), `by ${wrong} minutes ${told(answer)}`);
      }
    },
  },
];
