import { startPostgres, startRedis } from '@banzhen/local-services';
import { openDatabase } from '@banzhen/postgres';
import { openPostgres } from '@banzhen/postgres/open-postgres';
import { keysPath } from '../keys.js';
import { partnerCalls, partnerDocument } from '../partner-calls.js';
import { addPartner } from '../partner-key.js';
import { startProduct } from '../product/product-process.js';
import type { Proof, ProofOutcome, Run } from '../proof.js';
import { makeTown } from '../town.js';
import { type Burst, burst, type Seen } from './idempotency/burst.js';
import { cases } from './idempotency/cases.js';
import { plantForgottenKeys } from './idempotency/planted.js';
import { sendWrite } from './idempotency/send.js';
import { aKey, familiesOf, type World } from './idempotency/world.js';
import { loadCity } from './kill/load-city.js';

/** Issue target of the REST API for partners; rows IN3 and B85. */
export const proof: Proof = {
  name: 'idempotency',
  sentence:
    'Every write of the OpenAPI document of partners, fifty times at once with one Idempotency-Key through two API processes: one effect in the tables, every answer the same or "under way"; another request with the key is refused, and another partner with the same key has its own effect.',
  run,
};

const API_PROCESSES = 2;
/** Enough for two to meet at each process, and no more: each waits for the planted pause. */
const CONTROL_REQUESTS = 6;
/** Each write is made by two partners, some about a patient of their own, in the run and in the control. */
const FAMILIES_OF_A_WRITE = 4;

/** The writes of the document; those without a case, and cases of none, are faults. */
const writes = partnerCalls(partnerDocument()).filter(({ parameters }) =>
  parameters?.some(({ name }) => name === 'idempotency-key'),
);
const names = writes.map(({ operationId }) => operationId);
const unfit = [
  ...names.filter((name) => !(name in cases)).map((name) => `${name} has no case`),
  ...Object.keys(cases)
    .filter((name) => !names.includes(name))
    .map((name) => `${name} is no write of the document`),
];

async function run({ full, log }: Run): Promise<ProofOutcome> {
  const [postgres, redis] = await Promise.all([startPostgres({ durable: false }), startRedis()]);
  const settings = { DATABASE_URL: postgres.url, REDIS_URL: redis.url, PORT: '0' };
  await loadCity({ ...settings, KEYS_FILE: keysPath });
  const database = await openDatabase({ kind: 'postgres', url: postgres.url });
  const sql = openPostgres({ url: postgres.url, max: 1 });
  const apis = Array.from({ length: API_PROCESSES }, () => startProduct('api', settings));
  try {
    const town = await makeTown(database.db, { escorts: 0, patients: names.length * FAMILIES_OF_A_WRITE });
    const nextFamily = await familiesOf(database, town);
    const { tenantId, hospitalId, dispatcher: staff } = town;
    const partners = [
      await addPartner(database, { tenantId, hospitalId, staff, name: '晨光门诊' }),
      await addPartner(database, { tenantId, hospitalId, staff, name: '暮色门诊' }),
    ] as const;
    const origins = await Promise.all(apis.map(({ ready }) => ready));
    const before: World['before'] = async ({ key }, sent) => {
      const { status, text } = await sendWrite(origins[0] ?? '', sent, key, aKey());
      if (status !== 200) throw new Error(`${sent.path} is refused: ${text}`);
    };
    const world: World = { database, town, nextFamily, before };
    const given = { world, sql, origins, partners, requests: full ? 500 : 50 };
    const seen = await onAll(given, log);
    for (const fault of unfit) log(fault);
    log('control: keys that are forgotten before the effect is there');
    await plantForgottenKeys(sql);
    const control = await onAll({ ...given, requests: CONTROL_REQUESTS }, () => undefined);
    const uncaught = control.filter(({ faults }) => faults.length === 0).map(({ write }) => write);
    for (const write of uncaught) log(`the control is not caught at ${write}`);
    const isClean = unfit.length === 0 && seen.every(({ faults }) => faults.length === 0);
    const doubled = control.filter(({ effects }) => effects > 1).length;
    return {
      ...figures(seen),
      withoutCase: unfit.length,
      control: { ...figures(control), caught: control.length - uncaught.length, doubled },
      ok: isClean && seen.length > 0 && uncaught.length === 0 && doubled > 0,
    };
  } finally {
    await Promise.all(apis.map((one) => one.stop()));
    await sql.end({ timeout: 5 });
    await database.close();
    await Promise.all([postgres.stop(), redis.stop()]);
  }
}

async function onAll(given: Burst, log: Run['log']): Promise<readonly Seen[]> {
  const seen: Seen[] = [];
  for (const name of names) {
    const make = cases[name];
    if (!make) continue;
    const one = await burst(name, make, given);
    seen.push(one);
    for (const fault of one.faults) log(`${name}: ${fault}`);
  }
  return seen;
}

const figures = (seen: readonly Seen[]) => {
  const sum = (of: (one: Seen) => number) => seen.reduce((total, one) => total + of(one), 0);
  return {
    writes: seen.length,
    requests: sum(({ requests }) => requests),
    effects: sum(({ effects }) => effects),
    underWay: sum(({ running }) => running),
    faults: sum(({ faults }) => faults.length),
  };
};
