import { procedures } from '@banzhen/api/inventory';
import { startPostgres, startRedis } from '@banzhen/local-services';
import type { Proof, ProofOutcome, Run } from '../proof.js';
import { makeCanaries } from './authz/canaries.js';
import { readFhirAsPartners, runFhirMatrix } from './authz/fhir-matrix.js';
import { casesOf, type Fault, type MatrixSeen, runMatrix } from './authz/matrix.js';
import { readAsPartners, runPartnerMatrix } from './authz/partner-matrix.js';
import { type ObjectName, objectNames } from './authz/principals.js';
import { readEverything } from './authz/rows.js';
import { prepare, withApi } from './authz/stage.js';

/** T-AUTHZ of the reliability design; rows AZ1 to AZ3, AZ5 to AZ10; of partners, at `/v1` and `/fhir`, AZ8. */
export const proof: Proof = {
  name: 'authz',
  sentence:
    'Every operation, asked for by everybody about orders in every state, is answered as the authorization table and independent sentences say, and tells nobody what is not theirs; with the application letting everybody in, row-level security alone still shows no foreign row.',
  run,
};

const ORDINARY: readonly ObjectName[] = [
  'accepted',
  'in the hall',
  'offered',
  'serving',
  'finished long ago',
  'foreign',
  'unknown',
];

const ORDINARY_TAKES_EVERY = 4;
const CONTROL_TAKES_EVERY = 2;

async function run({ full, seed, log }: Run): Promise<ProofOutcome> {
  const [postgres, redis] = await Promise.all([startPostgres({ durable: false }), startRedis()]);
  const servers = { DATABASE_URL: postgres.url, REDIS_URL: redis.url };
  try {
    const canaries = makeCanaries();
    const world = await prepare(servers, canaries);
    const all = casesOf(procedures(), world, full ? objectNames : ORDINARY, seed);
    // The next run takes others.
    const cases = full ? all : all.filter((_, no) => (no + seed) % ORDINARY_TAKES_EVERY === 0);
    log(`${cases.length} of ${all.length} calls`);
    const { seen, partners, fhir } = await withApi(servers, world, async (origin, tokens) => ({
      seen: await runMatrix(origin, cases, tokens, canaries),
      partners: await runPartnerMatrix(origin, world),
      fhir: await runFhirMatrix(origin, world),
    }));
    tell(log, [...seen.faults, ...partners.faults, ...fhir.faults]);
    // In development everybody may choose whom to sign in as, by name.
    const reads = cases.filter(
      ({ procedure }) => procedure.kind === 'query' && procedure.name !== 'demo.people',
    );
    // What the planted bugs let through shows in a part of them.
    const someReads = full ? reads : reads.filter((_, no) => no % CONTROL_TAKES_EVERY === 0);
    const control = await withApi(
      servers,
      world,
      (origin, tokens) => runMatrix(origin, someReads, tokens, canaries),
      hook('planted'),
    );
    const openDoor = hook('open-door');
    const rows = await withApi(
      servers,
      world,
      async (origin, tokens) =>
        together(
          await readEverything(origin, reads, tokens, canaries),
          await readAsPartners(origin, world),
          await readFhirAsPartners(origin, world),
        ),
      openDoor,
    );
    tell(log, rows.faults);
    const openRows = hook('open-rows');
    const { withoutRows, partnersWithoutRows, fhirWithoutRows, openFhir } = await withApi(
      servers,
      world,
      async (origin, tokens) => ({
        withoutRows: await readEverything(origin, someReads, tokens, canaries),
        partnersWithoutRows: await readAsPartners(origin, world),
        fhirWithoutRows: await readFhirAsPartners(origin, world),
        openFhir: await runFhirMatrix(origin, world, ({ method }) => method === 'GET'),
      }),
      openRows,
    );
    return {
      operations: new Set(cases.map(({ procedure }) => procedure.meta?.operation)).size,
      calls: seen.calls,
      faults: seen.faults.length,
      partners: { calls: partners.calls, faults: partners.faults.length },
      fhir: { calls: fhir.calls, faults: fhir.faults.length },
      rowsAlone: { reads: rows.calls, foreignRows: rows.faults.length },
      control: {
        calls: control.calls,
        faults: control.faults.length,
        foreignRowsWithoutRowSecurity: withoutRows.faults.length,
        ofPartners: partnersWithoutRows.faults.length,
        ofFhir: fhirWithoutRows.faults.length,
        openFhir: openFhir.faults.length,
      },
      ok:
        seen.faults.length === 0 &&
        partners.faults.length === 0 &&
        fhir.faults.length === 0 &&
        rows.faults.length === 0 &&
        control.faults.length > 0 &&
        withoutRows.faults.length > 0 &&
        partnersWithoutRows.faults.length > 0 &&
        fhirWithoutRows.faults.length > 0 &&
        openFhir.faults.length > 0,
    };
  } finally {
    await Promise.all([postgres.stop(), redis.stop()]);
  }
}

const together = (...all: readonly MatrixSeen[]): MatrixSeen => ({
  calls: all.reduce((sum, { calls }) => sum + calls, 0),
  faults: all.flatMap(({ faults }) => faults),
});

/** A module that plants a bug in the API. */
const hook = (bug: string): string => new URL(`./authz/${bug}-hook-child.js`, import.meta.url).href;

const MOST_TOLD = 15;

function tell(log: Run['log'], faults: readonly Fault[]): void {
  for (const { call, what } of faults.slice(0, MOST_TOLD)) log(`${call} ${what}`);
}
