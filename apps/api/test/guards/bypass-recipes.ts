/** One attempt, as bytes of HTTP/1.1 are made of it. */
export type Attempt = {
  readonly path?: string;
  readonly method?: string;
  readonly version?: string;
  readonly host?: string;
  readonly headers?: readonly string[];
  readonly body?: unknown;
  /** What our proxy has seen; the recipe's own client unless told. */
  readonly seenBy?: string;
};
export type Recipe = {
  readonly name: string;
  /** Instead of one connection for all attempts, one for each, all at once. */
  readonly atOnce?: boolean;
  readonly attempt: (no: number, client: string) => Attempt;
};

/** The same request with another value of a header each time. */
export const header = (name: string, value: (no: number) => string): Recipe => ({
  name: `${name} changes`,
  attempt: (no) => ({ headers: [`${name}: ${value(no)}`] }),
});
const path = (name: string, at: (no: number) => string): Recipe => ({
  name,
  attempt: (no) => ({ path: at(no) }),
});
/** One address of many that nobody has. */
export const anyAddress = (no: number) => `192.0.2.${no}`;
const SIGN_IN = 'demo.signInAs';

/** Tokens of people who are signed in, for whoever runs the recipes to put here. */
export const sessions: string[] = [];
const session = (no: number) => sessions[no % sessions.length] ?? '';
const one = { accountId: '01900003-0000-7000-8000-00000000000b' };
const batchOf = (count: number) => ({
  path: `/trpc/${Array.from({ length: count }, () => SIGN_IN).join()}?batch=1`,
  body: Object.fromEntries(Array.from({ length: count }, (_, no) => [no, one])),
});

/** Ways around a limit by network that others have fallen for (FX12). */
export const recipes: readonly Recipe[] = [
  { name: 'nothing but patience', attempt: () => ({}) },
  { name: 'all at once', atOnce: true, attempt: () => ({}) },
  header('X-Forwarded-For', anyAddress),
  header('X-Forwarded-For', (no) => `${anyAddress(no)}, ${anyAddress(no + 1)}, 10.0.0.1`),
  header('X-Forwarded-For', (no) => `2001:db8:${no}::1`),
  header('X-FORWARDED-FOR', anyAddress),
  header('X-Real-IP', anyAddress),
  header('X-Client-IP', anyAddress),
  header('X-Cluster-Client-IP', anyAddress),
  header('X-Originating-IP', anyAddress),
  header('X-Remote-Addr', anyAddress),
  header('True-Client-IP', anyAddress),
  header('CF-Connecting-IP', anyAddress),
  header('Fastly-Client-IP', anyAddress),
  header('Forwarded', (no) => `for=${anyAddress(no)};proto=https`),
  header('Via', (no) => `1.1 proxy-${no}`),
  header('X-Forwarded-Host', (no) => `h${no}.example`),
  header('User-Agent', (no) => `agent ${no}`),
  header('Accept-Language', (no) => `x-${no}`),
  header('Cookie', (no) => `banzhen_session=${'x'.repeat(no)}`),
  header('Cookie', (no) => `banzhen_session=${session(no)}`),
  header('Authorization', (no) => `Bearer ${'x'.repeat(no + 1)}`),
  header('Authorization', (no) => `Bearer ${session(no)}`),
  header('X-Request-Id', (no) => `${no}`),
  header('X-HTTP-Method-Override', (no) => ['POST', 'PUT', 'GET'][no % 3] ?? ''),
  header('X-Original-URL', (no) => `/other/${no}`),
  header('X-Rewrite-URL', (no) => `/other/${no}`),
  header('Accept', (no) => (no % 2 ? 'application/jsonl' : 'text/event-stream')),
  header('trpc-accept', () => 'application/jsonl'),
  {
    name: 'a neighbour in the same network',
    attempt: (no, client) => ({ seenBy: client.replace(/\d+$/, `${no}`) }),
  },
  { name: 'a port', attempt: (no, client) => ({ seenBy: `${client}:${40_000 + no}` }) },
  { name: 'IPv4 within IPv6', attempt: (_, client) => ({ seenBy: `::ffff:${client}` }) },
  { name: 'spaces', attempt: (no, client) => ({ seenBy: `${' '.repeat(no)}${client}` }) },
  {
    name: 'an IPv6 address of the same subscriber',
    attempt: (no) => ({ seenBy: `2001:db8:77:1::${no + 1}` }),
  },
  {
    name: 'an IPv6 address written otherwise',
    attempt: (no) => ({
      seenBy:
        ['2001:db8:77:2::1', '2001:0DB8:0077:0002:0:0:0:1', '[2001:db8:77:2::1]', '2001:db8:77:2::0.0.0.1'][
          no % 4
        ] ?? '',
    }),
  },
  { name: 'an IPv6 zone', attempt: (no) => ({ seenBy: `2001:db8:77:3::1%eth${no}` }) },
  path('a question', (no) => `/trpc/${SIGN_IN}?no=${no}`),
  path('a fragment', (no) => `/trpc/${SIGN_IN}#${no}`),
  path('a slash at the end', () => `/trpc/${SIGN_IN}/`),
  path('two slashes before', () => `//trpc/${SIGN_IN}`),
  path('two slashes between', () => `/trpc//${SIGN_IN}`),
  path('capital letters', (no) => (no % 2 ? `/TRPC/${SIGN_IN}` : '/trpc/DEMO.SIGNINAS')),
  path('an encoded dot', () => '/trpc/demo%2EsignInAs'),
  path('encoded letters', (no) => (no % 2 ? '/trpc/%64emo.signInAs' : `/%74rpc/${SIGN_IN}`)),
  path('letters encoded twice', () => '/trpc/%2564emo.signInAs'),
  path('an encoded slash', () => `/trpc%2f${SIGN_IN}`),
  path('a detour', (no) => (no % 2 ? `/trpc/../trpc/${SIGN_IN}` : `/trpc/./${SIGN_IN}`)),
  path('an encoded detour', () => `/x/%2e%2e/trpc/${SIGN_IN}`),
  path('a backslash', () => `/trpc\\${SIGN_IN}`),
  path('a parameter of the path', (no) => `/trpc/${SIGN_IN};v=${no}`),
  path('an encoded NUL', () => `/trpc/${SIGN_IN}%00`),
  path('an encoded space', () => `/trpc/${SIGN_IN}%20`),
  path('a full address', (no) => `http://h${no}.example/trpc/${SIGN_IN}`),
  path('a slash for a dot', () => '/trpc/demo/signInAs'),
  { name: 'another host', attempt: (no) => ({ host: `h${no}.example` }) },
  { name: 'HTTP/1.0', atOnce: true, attempt: () => ({ version: 'HTTP/1.0' }) },
  {
    name: 'another person',
    attempt: (no) => ({
      body: { accountId: one.accountId.replace(/0b$/, (11 + (no % 3)).toString(16).padStart(2, '0')) },
    }),
  },
  { name: 'a batch of one', attempt: () => batchOf(1) },
  { name: 'a batch of ten', attempt: () => batchOf(10) },
  { name: 'a batch of eleven', attempt: () => batchOf(11) },
  {
    name: 'a batch with encoded commas',
    attempt: () => ({ ...batchOf(3), path: batchOf(3).path.replaceAll(',', '%2C') }),
  },
  { name: 'a batch said twice', attempt: () => ({ ...batchOf(3), path: `${batchOf(3).path}&batch=0` }) },
  {
    name: 'a batch said twice the other way',
    attempt: () => ({ ...batchOf(3), path: batchOf(3).path.replace('?', '?batch=0&') }),
  },
  {
    name: 'a batch with something harmless',
    attempt: () => ({ path: `/trpc/auth.signOut,${SIGN_IN}?batch=1`, body: { 0: {}, 1: one } }),
  },
  {
    name: 'a batch on an encoded address',
    attempt: () => ({ ...batchOf(3), path: batchOf(3).path.replace('/trpc', '/%74rpc') }),
  },
];

export const signInAttempt: Required<Pick<Attempt, 'path' | 'body'>> = {
  path: `/trpc/${SIGN_IN}`,
  body: one,
};
