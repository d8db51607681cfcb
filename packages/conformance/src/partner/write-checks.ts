import { demand } from '../check.js';
import { refuses, told } from './server.js';
import { aKey, isLive, type PartnerCheck } from './stage.js';

const IDEMPOTENCY = '幂等 · Idempotency';
const VERSIONS = '版本 · Versions';

export const writeChecks: readonly PartnerCheck[] = [
  {
    name: 'write-needs-key',
    section: IDEMPOTENCY,
    promise: {
      zh: '写操作没带 Idempotency-Key，或带得不合格，会被拒绝，什么也不做。',
      en: 'A write without an Idempotency-Key, or with one that is unfit, is refused, and nothing is done.',
    },
    async look({ server, place, openAt }) {
      const { clinicId, patientIds } = await place();
      const [session] = await openAt(clinicId);
      const body = { sessionId: session?.sessionId, patientId: patientIds[0] };
      for (const headers of [{}, { 'idempotency-key': 'short' }, { 'idempotency-key': 'with a space' }]) {
        const answer = await server.ask('POST', '/appointments', { body, headers });
        demand(refuses(answer, 400, 'idempotency-key-needed'), told(answer));
      }
    },
  },
  {
    name: 'hold-once',
    section: IDEMPOTENCY,
    promise: {
      zh: '同一个键、同样的内容再发一次锁号：只锁一个号，回答同一个预约。',
      en: 'The same key with the same contents again: one seat is held, and the answer is the same appointment.',
    },
    async look({ hold, ask, appointments }) {
      const { clinicId, patientId, key, held } = await hold();
      const again = await ask(held.sessionId, patientId, { key });
      demand(again.status === 201, `the repeated request ${told(again)}`);
      demand(
        again.body.appointmentId === held.appointmentId,
        'the repeated request names another appointment',
      );
      const live = (await appointments(clinicId)).filter(
        (one) => one.sessionId === held.sessionId && one.patientId === patientId && isLive(one),
      );
      demand(live.length === 1, `the patient has ${live.length} appointments in that session`);
    },
  },
  {
    name: 'key-reused',
    section: IDEMPOTENCY,
    promise: {
      zh: '同一个键换了内容是 422 key-reused，什么也不做。',
      en: 'The same key with other contents is 422 key-reused, and nothing is done.',
    },
    async look({ hold, change, read }) {
      const { held, etag } = await hold();
      const asked = { etag, key: aKey() };
      const first = await change(held.appointmentId, 'cancel', { reason: 'one' }, asked);
      demand(first.status === 200, told(first));
      const other = await change(held.appointmentId, 'cancel', { reason: 'another' }, asked);
      demand(refuses(other, 422, 'key-reused'), `other contents under one key ${told(other)}`);
      const { body } = await read(held.appointmentId);
      demand(body.version === first.body.version, `the version is ${body.version} after it`);
    },
  },
  {
    name: 'change-once',
    section: IDEMPOTENCY,
    promise: {
      zh: '改动用同一个键再发一次：只改一次，回答与第一次相同。',
      en: 'A change that is repeated under its key is made once, and the answer is that of the first.',
    },
    async look({ hold, change, read }) {
      const { held, etag } = await hold();
      const asked = { etag, key: aKey() };
      const first = await change(held.appointmentId, 'cancel', {}, asked);
      demand(first.status === 200, told(first));
      const again = await change(held.appointmentId, 'cancel', {}, asked);
      demand(again.status === 200, `the repeated request ${told(again)}`);
      const isSame = JSON.stringify(again.body) === JSON.stringify(first.body);
      demand(isSame, 'the repeated request is answered otherwise');
      const { body } = await read(held.appointmentId);
      demand(
        body.version === first.body.version,
        `the version is ${body.version}, not ${first.body.version}`,
      );
    },
  },
  {
    name: 'tags-are-versions',
    section: VERSIONS,
    promise: {
      zh: 'ETag 就是版本；每次改动之后都是新的。',
      en: 'The ETag is the version, and a new one after each change.',
    },
    async look({ hold, change, read }) {
      const { held, etag } = await hold();
      demand(etag === `"${held.version}"`, `ETag ${etag} for version ${held.version}`);
      const cancelled = await change(held.appointmentId, 'cancel', {}, { etag });
      demand(cancelled.status === 200, told(cancelled));
      const tag = cancelled.headers.get('etag');
      demand(tag !== etag, `the ETag is ${tag} before and after a change`);
      const seen = await read(held.appointmentId);
      demand(
        seen.headers.get('etag') === tag && tag === `"${seen.body.version}"`,
        `ETag ${tag} of the change, ${seen.headers.get('etag')} of the reading, version ${seen.body.version}`,
      );
    },
  },
  {
    name: 'version-needed',
    section: VERSIONS,
    promise: {
      zh: '改动没带 If-Match 是 428。',
      en: 'A change without If-Match is 428.',
    },
    async look({ hold, change }) {
      const { held } = await hold();
      const answer = await change(held.appointmentId, 'submit', {}, {});
      demand(refuses(answer, 428, 'version-needed'), told(answer));
    },
  },
  {
    name: 'stale-version-refused',
    section: VERSIONS,
    promise: {
      zh: '已经变了的是 412 stale-version，说出现在的版本，什么也不做。',
      en: 'What has changed since is 412 stale-version, which tells the present version, and nothing is done.',
    },
    async look({ book, change, read }) {
      const { held, before } = await book();
      const stale = await change(held.appointmentId, 'cancel', {}, { etag: before });
      demand(refuses(stale, 412, 'stale-version'), `a change on a version before ${told(stale)}`);
      const { body } = await read(held.appointmentId);
      demand(body.status === 'BOOKED', `the appointment is ${body.status} after a change that was refused`);
      const current = Reflect.get(Object(Reflect.get(stale.body, 'facts')), 'currentVersion');
      demand(current === body.version, `currentVersion is ${current}, the version ${body.version}`);
    },
  },
];
