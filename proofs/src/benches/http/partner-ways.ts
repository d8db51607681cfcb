import { randomUUID } from 'node:crypto';
import type { ClinicSessionId } from '@banzhen/domain/shared/ids';
import type { OpenDatabase } from '@banzhen/postgres';
import type { Sql } from '@banzhen/postgres/open-postgres';
import { addPartner } from '../../partner-key.js';
import type { Town } from '../../town.js';
import { type Buyer, type Market, makeMarket } from '../slots/market.js';
import { type Asked, always, type Way } from './in-turns.js';

/** Nobody comes twice in one slice. */
const BUYERS = 6_000;
/** Whoever is written is held, by a lock of which a server has a few thousand (ADR 0040). */
const AT_ONCE = 1_000;

/** Everybody has been at the hospital once, so that a partner may book for them. */
async function rememberVisits(sql: Sql, { buyers, openSession }: Market): Promise<void> {
  const before = await openSession();
  const [account] = buyers.map(({ actor }) => actor.accountId);
  for (let from = 0; from < BUYERS; from += AT_ONCE) {
    const some = buyers.slice(from, from + AT_ONCE);
    const patients = some.map(({ patientId }) => patientId);
    const persons = some.map(({ personId }) => personId);
    await sql`
      WITH taken AS (UPDATE clinic_session SET remaining = remaining - ${some.length}::integer WHERE id = ${before} RETURNING *)
      INSERT INTO appointment (id, tenant_id, session_id, doctor_id, department_id, visit_on, patient_id, person_id,
        booked_by, ticket, department_rank, status, clinic_record, ended_at, created_at, version)
      SELECT gen_random_uuid(), tenant_id, taken.id, doctor_id, department_id, visit_on, patient, person,
        ${String(account)}::uuid, ${from}::integer + no, 1, 'FULFILLED', no::text, now(), now(), 4
      FROM taken, unnest(${patients}::uuid[], ${persons}::uuid[]) WITH ORDINALITY AS made (patient, person, no)`;
  }
}

type Wanted = Pick<Buyer, 'patientId' | 'personId'> & { readonly sessionId: ClinicSessionId };

/** Without a look at the key, with one, and as the product does it. */
export type PartnerWay = `${'bare' | 'keyed' | 'v1'}${'Session' | 'Hold'}`;

/** The same session read, and seats of one session held, by the bare door and by a partner with its key. */
export async function partnerWays(
  database: OpenDatabase,
  sql: Sql,
  town: Town,
): Promise<Readonly<Record<PartnerWay, Way>>> {
  const { tenantId, hospitalId, dispatcher: staff } = town;
  const { key, accountId } = await addPartner(database, { tenantId, hospitalId, staff, name: '快门诊' });
  const market = await makeMarket(database, sql, town, BUYERS);
  await rememberVisits(sql, market);
  const headers = { authorization: `Bearer ${key}` };
  const session = await market.openSession();
  const holding =
    (askedOf: (wanted: Wanted, key: string) => Asked): Way =>
    async () => {
      const sessionId = await market.openSession();
      let next = 0;
      return () => {
        const { patientId, personId } = market.buyers[next++ % BUYERS] as Buyer;
        return askedOf({ sessionId, patientId, personId }, randomUUID());
      };
    };
  const bareHold = (more: Asked['headers']) =>
    holding((wanted, idempotencyKey) => ({
      path: '/bare',
      body: { ...wanted, accountId },
      headers: { ...more, 'idempotency-key': idempotencyKey },
    }));
  return {
    bareSession: always({ path: `/bare?id=${session}` }),
    keyedSession: always({ path: `/bare?id=${session}`, headers }),
    v1Session: always({ path: `/v1/sessions/${session}`, headers }),
    bareHold: bareHold({}),
    keyedHold: bareHold(headers),
    v1Hold: holding(({ sessionId, patientId }, idempotencyKey) => ({
      path: '/v1/appointments',
      body: { sessionId, patientId },
      headers: { ...headers, 'idempotency-key': idempotencyKey },
    })),
  };
}
