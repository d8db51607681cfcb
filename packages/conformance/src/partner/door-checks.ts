import { demand } from '../check.js';
import { type Answer, PROBLEM, type Problem, refuses, type Server, told } from './server.js';
import type { PartnerCheck } from './stage.js';

const NOBODY = '01900000-0000-7000-8000-00000000dead';
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;
const KEYS = '密钥 · Keys';
const ERRORS = '错误 · Errors';
const LIMITS = '限流 · Limits';

/** Refusals of many kinds, with the status and type that they have. */
const refusals = async ({
  ask,
}: Server): Promise<readonly (readonly [Answer<Problem>, number, string])[]> => [
  [await ask('GET', '/clinics', { key: undefined }), 401, 'key-invalid'],
  [await ask('GET', `/appointments/${NOBODY}`), 404, 'not-found'],
  [await ask('GET', '/nothing-is-here'), 404, 'not-found'],
  [await ask('GET', '/events?limit=0'), 400, 'invalid-input'],
  [await ask('GET', '/events?cursor=AAAA'), 400, 'cursor-invalid'],
  [await ask('POST', '/appointments', { text: '{"a":' }), 400, 'unsafe-json'],
];

const text = (value: unknown): boolean => typeof value === 'string' && value.length > 0;

/** What is wrong with the form of a refusal. */
const faultOf = ({ status, headers, body }: Answer<Problem>): string | undefined => {
  const type = headers.get('content-type') ?? 'none';
  if (!type.startsWith('application/problem+json')) return `content type ${type}`;
  if (!text(body?.type) || !String(body.type).startsWith(PROBLEM)) return `type ${body?.type}`;
  if (body.status !== status) return `status ${body.status} in the body`;
  if (!text(body.title) || !text(body.detail)) return 'no title or detail';
  if (!text(body.detailZh) || !/\p{Script=Han}/u.test(String(body.detailZh))) return 'no detailZh';
  if (body.instance !== `urn:uuid:${headers.get('x-request-id')}`)
    return 'an instance that is not the X-Request-Id';
  return typeof body.facts === 'object' && body.facts !== null ? undefined : 'no facts';
};

/** What nobody would send who has read the document. */
const nonsense: readonly (readonly [method: string, path: string, call?: Parameters<Server['ask']>[2]])[] = [
  ['GET', '/clinics/x/sessions?from=2030-01-01&until=2030-01-02'],
  ['GET', `/clinics/${NOBODY}/sessions?from=tomorrow&until=2030-01-02`],
  ['GET', `/clinics/${NOBODY}/sessions?from=2030-01-01`],
  ['GET', '/events?limit=1000000'],
  ['GET', '/events?limit=-1'],
  ['GET', '/events?cursor=%00'],
  ['POST', '/appointments', { body: [] }],
  ['POST', '/appointments', { body: { sessionId: 1, patientId: null } }],
  ['POST', '/appointments', { text: '{' }],
  ['POST', '/appointments', { text: 'sessionId=1', headers: { 'content-type': 'text/plain' } }],
  [
    'POST',
    '/reconciliations',
    { body: { clinicId: NOBODY, from: '2030-01-01', until: 'x', appointments: {} } },
  ],
];

const leftOf = ({ headers }: Answer) => {
  const [, left, seconds] = /^"partner";r=(\d+);t=(\d+)$/.exec(headers.get('ratelimit') ?? '') ?? [];
  return left === undefined ? undefined : { left: Number(left), seconds: Number(seconds) };
};

export const doorChecks: readonly PartnerCheck[] = [
  {
    name: 'key-needed',
    section: KEYS,
    promise: {
      zh: '没有密钥或密钥不对，回答 401 和怎样出示密钥。',
      en: 'Without a key, or with one that counts nowhere, the answer is 401 and says how a key is shown.',
    },
    async look({ server }) {
      for (const key of [undefined, 'mk_test_x', `${server.key.slice(0, -1)}x`]) {
        const answer = await server.ask('GET', '/clinics', { key });
        demand(refuses(answer, 401, 'key-invalid'), told(answer));
        const scheme = answer.headers.get('www-authenticate') ?? '';
        demand(/^bearer\b/i.test(scheme), 'WWW-Authenticate does not say Bearer');
      }
    },
  },
  {
    name: 'key-not-in-address',
    section: KEYS,
    promise: {
      zh: '密钥放在地址里会被拒绝，不管它对不对。',
      en: 'A key in an address is refused, whether it is right or not.',
    },
    async look({ server }) {
      const answer = await server.ask('GET', '/clinics?api_key=abc');
      demand(refuses(answer, 400, 'key-in-address'), told(answer));
    },
  },
  {
    name: 'problem-form',
    section: ERRORS,
    promise: {
      zh: '每个拒绝都是 application/problem+json，带稳定的 type、两种语言的下一步和请求编号。',
      en: 'Every refusal is application/problem+json with a stable type, what to do next in two languages, and the number of the request.',
    },
    async look({ server }) {
      for (const [answer] of await refusals(server)) {
        const fault = faultOf(answer);
        demand(fault === undefined, `${told(answer)} has ${fault}`);
      }
    },
  },
  {
    name: 'problem-types',
    section: ERRORS,
    promise: {
      zh: '同一种拒绝总是同样的状态码和 type。',
      en: 'The same refusal always has the same status and type.',
    },
    async look({ server }) {
      for (const [answer, status, type] of await refusals(server))
        demand(refuses(answer, status, type), `${told(answer)} for ${status} ${type}`);
    },
  },
  {
    name: 'bad-input-refused',
    section: ERRORS,
    promise: {
      zh: '写错的请求得到 4xx 和原因，从不是 5xx。',
      en: 'A request that is wrong gets a 4xx that says why, and never a 5xx.',
    },
    async look({ server }) {
      for (const [method, path, call = {}] of nonsense) {
        const headers = { 'idempotency-key': 'conformance-nonsense', ...call.headers };
        const answer = await server.ask(method, path, { ...call, headers });
        demand(answer.status >= 400 && answer.status < 500, `${method} ${path} ${told(answer)}`);
      }
    },
  },
  {
    name: 'unknown-fields-refused',
    section: ERRORS,
    promise: {
      zh: '未知字段会被拒绝，而不是被忽略。',
      en: 'Unknown fields are refused, not ignored.',
    },
    async look({ server }) {
      const body = { sessionId: NOBODY, patientId: NOBODY, priority: 'high' };
      const headers = { 'idempotency-key': 'conformance-unknown' };
      for (const answer of [
        await server.ask('GET', '/clinics?colour=red'),
        await server.ask('POST', '/appointments', { body, headers }),
      ])
        demand(refuses(answer, 400, 'invalid-input'), told(answer));
    },
  },
  {
    name: 'hidden-like-missing',
    section: ERRORS,
    promise: {
      zh: '看不到的和不存在的，回答一样。',
      en: 'What may not be seen is answered like what is not there.',
    },
    async look({ server }) {
      for (const path of [
        `/clinics/${NOBODY}/departments`,
        `/sessions/${NOBODY}`,
        `/appointments/${NOBODY}`,
        `/members/${NOBODY}/benefits`,
      ]) {
        const answer = await server.ask('GET', path);
        demand(refuses(answer, 404, 'not-found'), `GET ${path} ${told(answer)}`);
      }
    },
  },
  {
    name: 'request-ids',
    section: ERRORS,
    promise: {
      zh: '每个回答都有自己的请求编号，来的编号不被采用。',
      en: 'Every answer has a number of its own; one that is sent along is not taken.',
    },
    async look({ server }) {
      const seen = new Set<string>();
      for (let no = 0; no < 3; no += 1) {
        const answer = await server.ask('GET', '/clinics', { headers: { 'x-request-id': NOBODY } });
        const id = answer.headers.get('x-request-id') ?? '';
        demand(UUID.test(id) && id !== NOBODY, `X-Request-Id is ${id || 'missing'}`);
        seen.add(id);
      }
      demand(seen.size === 3, 'two answers have one X-Request-Id');
    },
  },
  {
    name: 'limits-told',
    section: LIMITS,
    promise: {
      zh: 'RateLimit 说还剩多少、几秒后恢复，每次请求之后都会变少。',
      en: 'RateLimit says what is left and in how many seconds it is whole again, and every request takes of it.',
    },
    async look({ server }) {
      const first = await server.ask('GET', '/clinics');
      const second = await server.ask('GET', '/clinics');
      const policy = first.headers.get('ratelimit-policy') ?? 'missing';
      demand(/^"partner";q=\d+;w=\d+$/.test(policy), `RateLimit-Policy is ${policy}`);
      const [one, two] = [leftOf(first), leftOf(second)];
      demand(one !== undefined && two !== undefined, `RateLimit is ${second.headers.get('ratelimit')}`);
      const isNewWindow = two.seconds > one.seconds;
      demand(isNewWindow || two.left < one.left, `${one.left} were left, then ${two.left}`);
    },
  },
];
