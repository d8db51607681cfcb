import { anyAddress, header, type Recipe } from './bypass-recipes.js';

/** Whom a recipe calls for, and what about. */
export type Holder = { readonly keys: readonly string[]; readonly clinicId: string };
export type PartnerRecipe = Omit<Recipe, 'attempt'> & {
  readonly attempt: (no: number, client: string, holder: Holder) => ReturnType<Recipe['attempt']>;
};

const path = (name: string, at: (no: number) => string): PartnerRecipe => ({
  name,
  attempt: (no) => ({ path: at(no) }),
});
const bearer = (key = '') => `Authorization: Bearer ${key}`;
const changed = (name: string, value: (no: number) => string): PartnerRecipe => header(name, value);

/** Everything that a key reads at its hospital, one after the other. */
const lists = (clinicId: string): readonly string[] => [
  '/v1/clinics',
  '/v1/events',
  ...['departments', 'doctors'].map((list) => `/v1/clinics/${clinicId}/${list}`),
  ...['sessions', 'drafts', 'appointments', 'availability'].map(
    (list) => `/v1/clinics/${clinicId}/${list}?from=2030-01-01&until=2030-01-02`,
  ),
];
const anyOf = <T>(all: readonly T[], no: number): T => all[no % all.length] as T;

/** A question to another address each time. */
export const otherAddresses: PartnerRecipe = {
  name: 'another call each time',
  attempt: (no, _, { clinicId }) => ({ path: anyOf(lists(clinicId), no) }),
};
/** From another network each time. */
export const otherNetworks: PartnerRecipe = {
  name: 'another network each time',
  attempt: (no) => ({ seenBy: `100.81.${no}.1` }),
};

/** Ways around the limit of a partner at `/v1` (FX12). */
export const partnerRecipes: readonly PartnerRecipe[] = [
  { name: 'nothing but patience', attempt: () => ({}) },
  { name: 'all at once', atOnce: true, attempt: () => ({}) },
  otherAddresses,
  otherNetworks,
  { name: 'both keys in turn', attempt: (no, _, { keys }) => ({ headers: [bearer(keys[no % 2])] }) },
  {
    name: 'both keys at once',
    atOnce: true,
    attempt: (no, _, { keys }) => ({ headers: [bearer(keys[no % 2])] }),
  },
  {
    name: 'two keys in one request',
    attempt: (no, _, { keys }) => ({ headers: [bearer(keys[no % 2]), bearer(keys[(no + 1) % 2])] }),
  },
  {
    name: 'the scheme in other letters',
    attempt: (no, _, { keys }) => ({
      headers: [`Authorization: ${anyOf(['Bearer', 'bearer', 'BEARER'], no)} ${keys[0]}`],
    }),
  },
  {
    name: 'blanks around the key',
    attempt: (no, _, { keys }) => ({ headers: [`Authorization:${' '.repeat(no + 1)}Bearer ${keys[0]}`] }),
  },
  {
    name: 'the key in a session cookie too',
    attempt: (no, _, { keys }) => ({ headers: [bearer(keys[0]), `Cookie: banzhen_session=${no}`] }),
  },
  { name: 'HEAD', attempt: () => ({ method: 'HEAD' }) },
  { name: 'HEAD and GET in turn', attempt: (no) => ({ method: no % 2 ? 'HEAD' : 'GET' }) },
  { name: 'OPTIONS', attempt: () => ({ method: 'OPTIONS' }) },
  { name: 'HTTP/1.0', atOnce: true, attempt: () => ({ version: 'HTTP/1.0' }) },
  { name: 'another host', attempt: (no) => ({ host: `h${no}.example` }) },
  changed('X-Forwarded-For', anyAddress),
  changed('X-Forwarded-For', (no) => `${anyAddress(no)}, ${anyAddress(no + 1)}, 10.0.0.1`),
  changed('X-FORWARDED-FOR', anyAddress),
  changed('X-Real-IP', anyAddress),
  changed('X-Client-IP', anyAddress),
  changed('True-Client-IP', anyAddress),
  changed('CF-Connecting-IP', anyAddress),
  changed('Forwarded', (no) => `for=${anyAddress(no)};proto=https`),
  changed('X-Forwarded-Host', (no) => `h${no}.example`),
  changed('User-Agent', (no) => `agent ${no}`),
  changed('X-Request-Id', (no) => `${no}`),
  changed('Idempotency-Key', (no) => `a-key-of-mine-${no}`),
  changed('If-None-Match', (no) => `"${no}"`),
  changed('Cache-Control', (no) => (no % 2 ? 'no-cache' : 'no-store')),
  changed('X-HTTP-Method-Override', (no) => anyOf(['POST', 'PUT', 'HEAD'], no)),
  changed('X-Original-URL', (no) => `/other/${no}`),
  changed('X-Rewrite-URL', (no) => `/other/${no}`),
  {
    name: 'an IPv6 address of the same subscriber',
    attempt: (no) => ({ seenBy: `2001:db8:88:1::${no + 1}` }),
  },
  { name: 'another IPv6 subscriber', attempt: (no) => ({ seenBy: `2001:db8:89:${no + 1}::1` }) },
  { name: 'a port', attempt: (no, client) => ({ seenBy: `${client}:${40_000 + no}` }) },
  path('a question', (no) => `/v1/clinics?no=${no}`),
  path('a question of the feed', (no) => `/v1/events?limit=${no + 1}`),
  path('a fragment', (no) => `/v1/clinics#${no}`),
  path('a slash at the end', () => '/v1/clinics/'),
  path('two slashes before', () => '//v1/clinics'),
  path('two slashes between', () => '/v1//clinics'),
  path('capital letters', (no) => (no % 2 ? '/V1/clinics' : '/v1/CLINICS')),
  path('encoded letters', (no) => (no % 2 ? '/v1/%63linics' : '/%761/clinics')),
  path('letters encoded twice', () => '/v1/%2563linics'),
  path('an encoded slash', () => '/v1%2fclinics'),
  path('a detour', (no) => (no % 2 ? '/v1/../v1/clinics' : '/v1/./clinics')),
  path('an encoded detour', () => '/x/%2e%2e/v1/clinics'),
  path('a parameter of the path', (no) => `/v1/clinics;v=${no}`),
  path('an encoded NUL', () => '/v1/clinics%00'),
  path('a full address', (no) => `http://h${no}.example/v1/clinics`),
  {
    name: 'ids in other letters',
    attempt: (no, _, { clinicId }) => ({
      path: `/v1/clinics/${no % 2 ? clinicId.toUpperCase() : clinicId}/doctors`,
    }),
  },
  {
    name: 'a batch of calls',
    attempt: () => ({ path: '/v1/clinics,events?batch=1' }),
  },
];
