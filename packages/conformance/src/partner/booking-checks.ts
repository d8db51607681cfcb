import { demand, NotChecked, someOf } from '../check.js';
import { refuses, told } from './server.js';
import { type Appointment, isLive, type PartnerCheck } from './stage.js';

const ON_SALE = '可约号源 · What is on sale';
const VERSIONS = '版本 · Versions';

/** Seats that two appointments of one session have at once. */
const sharedSeat = (appointments: readonly Appointment[]): string | undefined => {
  const taken = new Set<string>();
  for (const { sessionId, seat } of appointments.filter(isLive)) {
    const name = `session ${sessionId} ticket ${seat?.ticket}`;
    if (taken.has(name)) return name;
    taken.add(name);
  }
  return undefined;
};

export const bookingChecks: readonly PartnerCheck[] = [
  {
    name: 'offered-can-be-held',
    section: ON_SALE,
    promise: {
      zh: '说可约的就能锁到，锁到后余号变少。',
      en: 'What is called open can be held, and fewer seats remain after it.',
    },
    async look({ place, openAt, ask, session }) {
      const { clinicId, patientIds } = await place();
      const patientId = someOf(patientIds[0], 'nobody can be booked for');
      for (const { sessionId } of await openAt(clinicId)) {
        const before = await session(sessionId);
        const held = await ask(sessionId, patientId);
        // The patient has something else at that time: no word about the seat.
        if (refuses(held, 409, 'already-booked')) continue;
        demand(held.status === 201, `holding what is open ${told(held)}`);
        const { remaining } = await session(sessionId);
        demand(remaining < before.remaining, `${before.remaining} seats remained, then ${remaining}`);
        return;
      }
      throw new NotChecked('the patient has something at the time of every open session');
    },
  },
  {
    name: 'not-offered-is-refused',
    section: ON_SALE,
    promise: {
      zh: '不可约的锁不到：已满、未放号的场次回答 409。',
      en: 'What is not open cannot be held: sessions that are full or not on sale yet answer 409.',
    },
    async look({ place, offersAt, ask }) {
      const { clinicId, patientIds } = await place();
      const closed = (await offersAt(clinicId)).find(({ offer }) => offer !== 'open');
      const { sessionId, offer } = someOf(closed, 'every session of these days is open');
      const answer = await ask(sessionId, someOf(patientIds[0], 'nobody can be booked for'));
      demand(answer.status === 409, `holding what is ${offer} ${told(answer)}`);
    },
  },
  {
    name: 'one-seat-one-patient',
    section: ON_SALE,
    promise: {
      zh: '一个号只给一位就诊人：两人同约一场，票号不同；在约的不多于名额。',
      en: 'A seat is given to one patient: two of one session have two tickets, and no more are booked than there are seats.',
    },
    async look({ place, openAt, ask, session, appointments }) {
      const { clinicId, patientIds } = await place();
      const one = someOf(patientIds[0], 'nobody can be booked for');
      const other = someOf(
        patientIds[1],
        'a second patient who has been at the clinic is needed (--patient)',
      );
      for (const { sessionId } of await openAt(clinicId)) {
        const first = await ask(sessionId, one);
        const second = await ask(sessionId, other);
        const isBusy = [first, second].some((answer) => refuses(answer, 409, 'already-booked'));
        // The first has had the last seat, or one of them has something else at that time: no word about doubles.
        if (isBusy || refuses(second, 409, 'no-seat-left')) continue;
        demand(first.status === 201, `the first patient ${told(first)}`);
        demand(second.status === 201, `the second patient ${told(second)}`);
        const { ticket } = first.body.seat ?? {};
        demand(ticket !== second.body.seat?.ticket, `two patients have ticket ${ticket} of one session`);
        const listed = await appointments(clinicId);
        const shared = sharedSeat(listed);
        demand(shared === undefined, `${shared} is given twice`);
        const { capacity, remaining } = await session(sessionId);
        const live = listed.filter((seen) => seen.sessionId === sessionId && isLive(seen)).length;
        demand(
          live + remaining <= capacity,
          `${live} booked and ${remaining} remaining of ${capacity} seats`,
        );
        return;
      }
      throw new NotChecked('the patients have something at the time of every open session');
    },
  },
  {
    name: 'same-patient-once',
    section: ON_SALE,
    promise: {
      zh: '同一位就诊人不能在同一场次有两个号。',
      en: 'One patient has no two seats of one session.',
    },
    async look({ hold, ask }) {
      const { held, patientId } = await hold();
      const answer = await ask(held.sessionId, patientId);
      demand(answer.status === 409, `a second seat ${told(answer)}`);
    },
  },
  {
    name: 'life-of-an-appointment',
    section: VERSIONS,
    promise: {
      zh: '锁号、提交、确认、改期、取消，一步一步，读到的就是改成的。',
      en: 'Held, submitted, confirmed, moved and cancelled, step by step; what is read is what was changed.',
    },
    async look({ hold, confirm, openAt, change, read }) {
      const { clinicId, held, etag } = await hold();
      demand(held.status === 'HELD', `held as ${held.status}`);
      const at = held.appointmentId;
      const record = `conformance-${at.slice(-8)}`;
      const { submitted, confirmed, seen } = await confirm(at, etag, record);
      demand(submitted.body.status === 'PENDING_CONFIRM', `submitted as ${submitted.body.status}`);
      const { clinicRecord } = seen.body;
      const isKept = confirmed.status === 200 ? clinicRecord === record : clinicRecord !== undefined;
      demand(isKept, `the record of the clinic is ${clinicRecord}`);

      const others = (await openAt(clinicId)).filter(({ visitOn }) => visitOn !== seen.body.visitOn);
      const { sessionId } = someOf(others[0], 'there is no session of another day to move to');
      const booked = seen.headers.get('etag') ?? 'missing';
      const moved = await change(at, 'reschedule', { toSessionId: sessionId }, { etag: booked });
      demand(moved.status === 200, `reschedule ${told(moved)}`);
      const { body: there } = await read(at);
      demand(
        there.sessionId === sessionId && there.sequence === seen.body.sequence + 1,
        `moved to ${there.sessionId} as number ${there.sequence}`,
      );
      const last = { etag: moved.headers.get('etag') ?? 'missing' };
      const cancelled = await change(at, 'cancel', { reason: 'conformance' }, last);
      const { body: end } = await read(at);
      demand(
        cancelled.status === 200 && end.status === 'CANCELLED',
        `cancel ${told(cancelled)}, and it is ${end.status}`,
      );
    },
  },
  {
    name: 'over-stays-over',
    section: VERSIONS,
    promise: {
      zh: '取消之后不能再提交、确认或改期：409，什么也不变。',
      en: 'What is cancelled is not submitted, confirmed or moved any more: 409, and nothing changes.',
    },
    async look({ hold, change, read }) {
      const { held, etag } = await hold();
      const cancelled = await change(held.appointmentId, 'cancel', {}, { etag });
      demand(cancelled.status === 200, told(cancelled));
      const tag = cancelled.headers.get('etag') ?? 'missing';
      for (const [name, body] of [
        ['submit', {}],
        ['confirm', { clinicRecord: 'conformance' }],
        ['reschedule', { toSessionId: held.sessionId }],
      ] as const) {
        const answer = await change(held.appointmentId, name, body, { etag: tag });
        demand(refuses(answer, 409, 'illegal-transition'), `${name} ${told(answer)}`);
      }
      const { body } = await read(held.appointmentId);
      demand(
        body.status === 'CANCELLED' && body.version === cancelled.body.version,
        `it is ${body.status} then`,
      );
    },
  },
];
