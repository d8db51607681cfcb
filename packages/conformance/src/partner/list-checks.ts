import type { components } from '@banzhen/partner-client';
import { demand } from '../check.js';
import { type Event, follow, followUntil } from './feed.js';
import { refuses, told } from './server.js';
import type { Appointment, Page, PartnerCheck, Session, Stage } from './stage.js';

const ON_SALE = '可约号源 · What is on sale';
const EVENTS = '动态 · Events';

type Reconciliation = components['schemas']['Reconciliation'];

const MOST_PAGES = 10_000;

const sessionsIn = async ({ server }: Stage, path: string, limit: number): Promise<readonly Session[]> => {
  const all: Session[] = [];
  let after = '';
  for (let no = 0; no < MOST_PAGES; no += 1) {
    const answer = await server.ask<Page<Session>>('GET', `${path}&limit=${limit}${after}`);
    demand(answer.status === 200, `GET ${path} ${told(answer)}`);
    demand(answer.body.items.length <= limit, `${answer.body.items.length} items on a page of ${limit}`);
    all.push(...answer.body.items);
    if (answer.body.nextCursor === undefined) return all;
    after = `&cursor=${answer.body.nextCursor}`;
  }
  throw new Error('the pages have no end');
};

const rowOf = ({ appointmentId, patientId, doctorId, status, startsAt }: Appointment) => ({
  ...{ appointmentId, patientId, doctorId, status, startsAt },
});

export const listChecks: readonly PartnerCheck[] = [
  {
    name: 'pages-leave-nothing-out',
    section: ON_SALE,
    promise: {
      zh: '一页一页读到的和一次读到的一样：不漏、不重、次序不变。',
      en: 'Read page by page it is the same list: nothing is left out, told twice or in another order.',
    },
    async look(stage) {
      const { clinicId } = await stage.place();
      const path = `/clinics/${clinicId}/sessions?${await stage.range()}`;
      const whole = (await sessionsIn(stage, path, 100)).map(({ sessionId }) => sessionId);
      for (const limit of [3, 7]) {
        const paged = (await sessionsIn(stage, path, limit)).map(({ sessionId }) => sessionId);
        demand(new Set(paged).size === paged.length, `pages of ${limit} tell something twice`);
        const missing = whole.filter((id) => !paged.includes(id));
        demand(missing.length === 0, `${missing.length} of ${whole.length} are missing in pages of ${limit}`);
        demand(paged.join() === whole.join(), `pages of ${limit} have another order`);
      }
    },
  },
  {
    name: 'forged-cursor-refused',
    section: ON_SALE,
    promise: {
      zh: '不是本列表给出的游标是 400 cursor-invalid，不会当作第一页。',
      en: 'A cursor that this list did not give is 400 cursor-invalid, and not the first page.',
    },
    async look({ server, place, range }) {
      const { clinicId } = await place();
      for (const path of [`/clinics/${clinicId}/sessions?${await range()}`, '/events?limit=5'])
        for (const cursor of ['x', 'AAAA', 'YSBi']) {
          const answer = await server.ask('GET', `${path}&cursor=${cursor}`);
          demand(refuses(answer, 400, 'cursor-invalid'), told(answer));
        }
    },
  },
  {
    name: 'reconciliation-names-differences',
    section: EVENTS,
    promise: {
      zh: '核对：一样的清单没有差异；少了的、状态不同的，一条不漏地说出来。',
      en: 'A list that is the same has no difference; what is missing in it, or has another state, is named.',
    },
    async look({ book, appointments, days, server }) {
      const { clinicId, held } = await book();
      const rows = (await appointments(clinicId)).map(rowOf);
      const compare = async (list: readonly object[]) => {
        const answer = await server.ask<Reconciliation>('POST', '/reconciliations', {
          body: { clinicId, ...(await days()), appointments: list },
        });
        demand(answer.status === 200, told(answer));
        return answer.body.differences;
      };
      const same = await compare(rows);
      demand(same.length === 0, `${same.length} differences to its own list: ${same[0]?.kind}`);
      const isOurs = ({ appointmentId }: { readonly appointmentId?: string | undefined }) =>
        appointmentId === held.appointmentId;
      const without = await compare(rows.filter((row) => !isOurs(row)));
      demand(
        without.length === 1 && isOurs(without[0]?.here ?? {}),
        `${without.length} differences where one appointment is left out`,
      );
      const other = await compare(rows.map((row) => (isOurs(row) ? { ...row, status: 'CANCELLED' } : row)));
      demand(
        other.length === 1 && isOurs(other[0]?.there ?? {}),
        `${other.length} differences where one has another state`,
      );
    },
  },
  {
    name: 'events-miss-nothing',
    section: EVENTS,
    promise: {
      zh: '每一次改动都在动态里出现一次，按先后，带改后的版本。',
      en: 'Every change is in the feed once, in order, with the version after it.',
    },
    async look(stage) {
      const { next } = await follow(stage, undefined);
      const { held, etag } = await stage.hold();
      const cancelled = await stage.change(held.appointmentId, 'cancel', {}, { etag });
      demand(cancelled.status === 200, `cancel ${told(cancelled)}`);
      const versions = [held.version, cancelled.body.version];
      const ours = (events: readonly Event[]) =>
        events.filter(({ subjectId }) => subjectId === held.appointmentId).map(({ version }) => version);
      const events = await followUntil(stage, next, (all) => ours(all).length >= versions.length);
      demand(
        ours(events).join() === versions.join(),
        `versions ${versions.join(', ')} were made, ${ours(events).join(', ') || 'none'} told`,
      );
    },
  },
  {
    name: 'events-come-again',
    section: EVENTS,
    promise: {
      zh: '从同一个游标再读，读到同样的事，编号不变；游标之前不会补进什么。',
      en: 'Read again from one cursor, the same events come with the same ids; nothing is put in before it.',
    },
    async look(stage) {
      const { next } = await follow(stage, undefined);
      const { held } = await stage.hold();
      const isThere = (events: readonly Event[]) =>
        events.some(({ subjectId }) => subjectId === held.appointmentId);
      const first = await followUntil(stage, next, isThere);
      demand(isThere(first), 'what was held is not told');
      const ids = first.map(({ eventId }) => eventId);
      demand(new Set(ids).size === ids.length, 'an event is told twice');
      const again = (await follow(stage, next, 1)).events.map(({ eventId }) => eventId);
      demand(again.slice(0, ids.length).join() === ids.join(), 'other events come the second time');
    },
  },
];
