import { cpus, loadavg } from 'node:os';
import { type HospitalId, idFrom } from '@banzhen/domain/shared/ids';
import { startPostgres, startRedis } from '@banzhen/local-services';
import { homeTenant } from '@banzhen/platform';
import { openDatabase } from '@banzhen/postgres';
import { openPostgres, type Sql } from '@banzhen/postgres/open-postgres';
import { keysPath } from '../keys.js';
import { callApi } from '../product/call-api.js';
import { startProduct } from '../product/product-process.js';
import type { Bench, BenchOutcome, Run } from '../proof.js';
import { loadCity } from '../proofs/kill/load-city.js';
import { fillSchedules } from './availability/fill-schedules.js';
import { quantile, rounded, shuffled } from './figures.js';

/** Issue target: p95 of at most 100 ms for everything that 200 doctors offer in 14 days. */
export const bench: Bench = {
  name: 'availability',
  sentence:
    'How long it takes over HTTP to read what 200 doctors of a hospital offer in 14 days: of all, of one department, of one doctor; what PostgreSQL alone takes of it, and what a cache of doctors would save.',
  run,
};

const SIZE = { doctors: 200, days: 14 };
const DAY_MS = 86_400_000;
const TARGET_MILLISECONDS = 100;

async function run({ full, log }: Run): Promise<BenchOutcome> {
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  const servers = { DATABASE_URL: postgres.url, REDIS_URL: redis.url, KEYS_FILE: keysPath };
  try {
    await loadCity(servers);
    const { hospitalId, filled } = await fill(postgres.url);
    log(`${SIZE.doctors} doctors, ${SIZE.days} days`);
    const product = startProduct('api', { ...servers, PORT: '0' });
    const sql = openPostgres({ url: postgres.url, max: 1 });
    try {
      const scenes = scenesOf(await reader(await product.ready, hospitalId), filled);
      const alone = {
        ofDriver: () => rowsAlone(sql, hospitalId),
        doctors: () => doctorsAlone(sql, hospitalId),
        roundTrip: () => sql`SELECT 1`,
      };
      return await measure(scenes, alone, full ? 600 : 100);
    } finally {
      await sql.end({ timeout: 5 });
      await product.stop();
    }
  } finally {
    await Promise.all([postgres.stop(), redis.stop()]);
  }
}

async function fill(url: string) {
  const database = await openDatabase({ kind: 'postgres', url });
  const sql = openPostgres({ url, max: 1 });
  try {
    const [place] = await sql`SELECT id FROM hospital ORDER BY code LIMIT 1`;
    const hospitalId = idFrom<HospitalId>(String(place?.id));
    const filled = await fillSchedules(database, { hospitalId, tenantId: homeTenant }, SIZE);
    await sql`ANALYZE`;
    return { hospitalId, filled };
  } finally {
    await sql.end({ timeout: 5 });
    await database.close();
  }
}

const dayIn = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
const dates = () => ({ from: dayIn(0), until: dayIn(SIZE.days) });

type Reader = (about: object) => Promise<number>;

/** A family that reads; answers how many sessions it was told of. */
async function reader(origin: string, hospitalId: HospitalId): Promise<Reader> {
  const { value } = await callApi(origin, 'demo.people', undefined, 'query');
  const people = value as readonly { readonly accountId: string; readonly roles: readonly string[] }[];
  const family = people.find(({ roles }) => roles.includes('family'));
  const signedIn = await callApi(origin, 'demo.signInAs', { accountId: family?.accountId }, 'mutation');
  const { token } = signedIn.value as { readonly token: string };
  return async (about) => {
    const input = { hospitalId, ...dates(), ...about };
    const answer = await callApi(origin, 'appointment.availability', input, 'query', token);
    if (answer.status !== 200) throw new Error(`a reader was answered with ${answer.status}`);
    return (answer.value as { readonly sessions: readonly unknown[] }).sessions.length;
  };
}

type Scenes = Readonly<Record<'all' | 'department' | 'doctor', () => Promise<number>>>;

const scenesOf = (read: Reader, [first]: Awaited<ReturnType<typeof fillSchedules>>): Scenes => ({
  all: () => read({}),
  department: () => read({ departmentId: first?.departmentId }),
  doctor: () => read({ doctorId: first?.doctorId }),
});

/** What the driver alone takes for the same rows. */
async function rowsAlone(sql: Sql, hospitalId: HospitalId): Promise<number> {
  const { from, until } = dates();
  const rows = await sql`SELECT clinic_session.*, hospital.name, department.name, doctor.name, doctor.title
    FROM clinic_session JOIN hospital ON hospital.id = clinic_session.hospital_id
      JOIN department ON department.id = clinic_session.department_id
      JOIN doctor ON doctor.id = clinic_session.doctor_id
    WHERE clinic_session.hospital_id = ${hospitalId} AND visit_on BETWEEN ${from}::date AND ${until}::date
    ORDER BY starts_at, clinic_session.id`;
  return rows.length;
}

/** Who works in the hospital, asked for by itself: what no request would ask for that a cache answers (ADR 0044). */
const doctorsAlone = (sql: Sql, hospitalId: HospitalId): PromiseLike<unknown> => sql`
  SELECT json_object_agg(doctor.id, json_build_array(doctor.name, doctor.title)) FROM doctor
  WHERE department_id IN (SELECT id FROM department WHERE hospital_id = ${hospitalId})`;

type Alone = Readonly<Record<'ofDriver' | 'doctors' | 'roundTrip', () => PromiseLike<unknown>>>;

async function measure(scenes: Scenes, alone: Alone, times: number): Promise<BenchOutcome> {
  const asked = { ...scenes, ...alone };
  const milliseconds: Record<keyof typeof asked, number[]> = {
    ...{ all: [], department: [], doctor: [], ofDriver: [], doctors: [], roundTrip: [] },
  };
  const names = Object.keys(asked) as (keyof typeof asked)[];
  for (const name of names) for (let warm = 0; warm < 10; warm += 1) await asked[name]();
  const sessions = await scenes.all();
  for (let time = 0; time < times; time += 1)
    for (const name of shuffled(names)) {
      const since = performance.now();
      await asked[name]();
      milliseconds[name].push(performance.now() - since);
    }
  const at = (part: number) =>
    Object.fromEntries(names.map((name) => [name, rounded(quantile(milliseconds[name], part))]));
  const p95Milliseconds = at(0.95);
  return {
    ...SIZE,
    sessions,
    p50Milliseconds: at(0.5),
    p95Milliseconds,
    reads: times,
    target: TARGET_MILLISECONDS,
    cores: cpus().length,
    load: rounded(loadavg()[0] ?? 0),
    ok:
      (p95Milliseconds.all ?? Number.POSITIVE_INFINITY) <= TARGET_MILLISECONDS &&
      sessions >= SIZE.doctors * SIZE.days,
  };
}
