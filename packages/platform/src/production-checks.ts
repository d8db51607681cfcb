import { isIPv4 } from 'node:net';

type Set = Readonly<Record<string, string | undefined>>;

const SHORTEST_PASSWORD = 16;
const LARGEST_SCALE = 20;
const SERVERS = /^(?:postgres(?:ql)?|rediss?):$/;

const FEWEST_SIGNS = 6;

/** Words that stand for a password in examples, images and tutorials. */
const forDevelopment: ReadonlySet<string> = new Set(
  'admin banzhen change changeme changeit db default demo dev development docker example guest it local me my pass passwd password postgres postgresql production redis root sample sandbox secret some super test testing the user very your'.split(
    ' ',
  ),
);

const isGuessable = (password: string): boolean =>
  password.length < SHORTEST_PASSWORD ||
  new Set(password).size < FEWEST_SIGNS ||
  (password.toLowerCase().match(/[a-z]+/g) ?? []).every((word) => forDevelopment.has(word));

const isThisMachine = (host: string): boolean =>
  host === '' || host === 'localhost' || host === '[::1]' || (isIPv4(host) && host.startsWith('127.'));

const passwordProblems = (name: string, value: string | undefined): readonly string[] => {
  if (value === undefined || !URL.canParse(value)) return [];
  const { protocol, hostname, username, password } = new URL(value);
  if (!SERVERS.test(protocol)) return [];
  const given = decodeURIComponent(password);
  if (given === '')
    return isThisMachine(hostname) ? [] : [`${name}: in production a server elsewhere needs a password`];
  return isGuessable(given) || given === decodeURIComponent(username)
    ? [`${name}: in production the password must be of your own and at least ${SHORTEST_PASSWORD} characters`]
    : [];
};

const publicUrlProblems = (value: string | undefined): readonly string[] => {
  if (value === undefined || !URL.canParse(value)) return [];
  const { protocol, hostname } = new URL(value);
  return protocol === 'https:' || isThisMachine(hostname)
    ? []
    : ['PUBLIC_URL: in production browsers reach it by https, which may end at a proxy'];
};

/** What is good enough to develop with and nowhere else (IN14, 5.14): each problem names the setting and what to do. */
export const productionProblems = (set: Set): readonly string[] => [
  ...passwordProblems('DATABASE_URL', set.DATABASE_URL),
  ...passwordProblems('DATABASE_REPLICA_URL', set.DATABASE_REPLICA_URL),
  ...passwordProblems('REDIS_URL', set.REDIS_URL),
  ...publicUrlProblems(set.PUBLIC_URL),
  ...(set.DATABASE_URL && !set.KEYS_FILE
    ? ['KEYS_FILE: in production the keys must be given: make them with pnpm cli keys create']
    : []),
  ...(set.FAILPOINT ? ['FAILPOINT: never in production: unset it'] : []),
  ...(set.WEBHOOK_LOOPBACK === 'on'
    ? ['WEBHOOK_LOOPBACK: never in production, where partners are told over https alone: unset it']
    : []),
  ...(Number(set.RATE_LIMIT_SCALE) > LARGEST_SCALE
    ? [`RATE_LIMIT_SCALE: at most ${LARGEST_SCALE} in production`]
    : []),
  ...(set.NODE_TLS_REJECT_UNAUTHORIZED === '0'
    ? [
        'NODE_TLS_REJECT_UNAUTHORIZED: never in production: unset it, and give the certificate by NODE_EXTRA_CA_CERTS',
      ]
    : []),
  ...(/insecure-http-parser/.test(set.NODE_OPTIONS ?? '')
    ? ['NODE_OPTIONS: requests are read strictly: take --insecure-http-parser out']
    : []),
];
