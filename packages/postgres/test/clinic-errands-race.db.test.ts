import { setTimeout as pause } from 'node:timers/promises';
import type { ClinicErrand } from '@banzhen/domain/appointments';
import { minutesAfter } from '@banzhen/domain/shared/clock';
import { aClinic } from '@banzhen/domain/testing/contracts';
import { type OpenDatabase, postgresClinicErrands, uuidv7 } from '@banzhen/postgres';
import { clinicStoresFixture, rowOf, rowsOf, run, sql } from '@banzhen/postgres/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPatientDatabase } from './support.js';

const SYSTEMS = 2;
const ERRANDS_OF_EACH = 24;
const PROCESSES = 12;
const PLACES = 4;
/** Before the sessions of a clinic of the contracts begin. */
const now = new Date('2030-01-08T02:00:00Z');

type Claim = () => Promise<readonly ClinicErrand[]>;

describe('errands that many processes claim at once', () => {
  let database: OpenDatabase;
  beforeAll(async () => {
    database = await openPatientDatabase(PROCESSES + 2);
  });
  afterAll(() => database.close());

  /** A hospital with a system, and appointments that families have just submitted there. */
  const aConnectedHospital = async (): Promise<void> => {
    const clinic = await aClinic(clinicStoresFixture(database));
    const session = await clinic.addSession('RELEASED', ERRANDS_OF_EACH);
    const { tenantId, hospitalId } = session;
    await clinic.take(session, clinic.wishes(ERRANDS_OF_EACH));
    const { db } = database;
    await run(
      db,
      sql`UPDATE appointment SET status = 'PENDING_CONFIRM', submitted_at = ${now.toISOString()}::timestamptz, held_until = NULL
        WHERE session_id = ${session.id}`,
    );
    const [account, partner] = [uuidv7(), uuidv7()];
    await run(
      db,
      sql`INSERT INTO account (id, tenant_id, display_name) VALUES (${account}, ${tenantId}, 'P')`,
    );
    await run(
      db,
      sql`INSERT INTO partner (id, tenant_id, account_id, kind, name, created_at)
        VALUES (${partner}, ${tenantId}, ${account}, 'clinic', ${partner}, now())`,
    );
    await run(
      db,
      sql`INSERT INTO clinic_system (id, tenant_id, hospital_id, partner_id, account_id, url, state, created_at, made_by_account, version)
        VALUES (${uuidv7()}, ${tenantId}, ${hospitalId}, ${partner}, ${account}, 'https://his.example/', 'active', now(), ${account}, 1)`,
    );
  };

  /** Many processes work off everything; answers how often an errand was had by two, and how many of one system were out at once. */
  const workOff = async (claim: Claim) => {
    await run(database.db, sql`UPDATE clinic_system SET state = ${'paused'}`);
    for (let no = 0; no < SYSTEMS; no += 1) await aConnectedHospital();
    const { settle } = postgresClinicErrands(database.db);
    const out = new Set<string>();
    const of = new Map<string, string>();
    const seen = { twice: 0, most: 0, done: 0 };
    const work = async (errand: ClinicErrand) => {
      await pause(2);
      out.delete(errand.appointmentId);
      const outcome = { known: 'record', judgedVersion: 1, isOver: true } as const;
      if (await settle(errand, outcome)) seen.done += 1;
    };
    const process = async () => {
      for (let idle = 0; idle < 5; ) {
        const claimed = await claim();
        for (const { appointmentId } of claimed) {
          if (out.has(appointmentId)) seen.twice += 1;
          out.add(appointmentId);
          if (!of.has(appointmentId)) {
            const { system } = await rowOf<{ system: string }>(
              database.db,
              sql`SELECT system_id AS system FROM clinic_errand WHERE appointment_id = ${appointmentId}`,
            );
            of.set(appointmentId, system);
          }
          const same = [...out].filter((id) => of.get(id) === of.get(appointmentId));
          seen.most = Math.max(seen.most, same.length);
        }
        await Promise.all(claimed.map(work));
        idle = claimed.length === 0 ? idle + 1 : 0;
        await pause(1);
      }
    };
    await Promise.all(Array.from({ length: PROCESSES }, process));
    return seen;
  };

  const claiming = { now, until: minutesAfter(now, 10), limit: 8, perSystem: PLACES };

  it('are each had by one, and no more of one system at once than it has places', async () => {
    const errands = postgresClinicErrands(database.db);
    const seen = await workOff(() => errands.claim(claiming));
    expect(seen).toMatchObject({ twice: 0, done: SYSTEMS * ERRANDS_OF_EACH });
    expect(seen.most).toBeLessThanOrEqual(PLACES);
  });

  it('control: a claim that counts places without holding the system gives out too many', async () => {
    const { body } = await rowOf<{ body: string }>(
      database.db,
      sql`SELECT pg_get_functiondef(${'clinic_errand_claim'}::regproc) AS body`,
    );
    const guard = /PERFORM FROM clinic_system WHERE [^;]*;\s*CONTINUE WHEN NOT FOUND;/;
    expect(body).toMatch(guard);
    const planted = body
      .replace('clinic_errand_claim', 'clinic_errand_claim_unguarded')
      .replace(guard, '')
      .replace('CONTINUE WHEN free <= 0;', 'PERFORM pg_sleep(0.02); CONTINUE WHEN free <= 0;');
    await run(database.db, sql.raw(planted));
    const seen = await workOff(async () => {
      const { until, limit } = claiming;
      const rows = await rowsOf<{ appointment_id: ClinicErrand['appointmentId']; attempts: number }>(
        database.db,
        sql`SELECT appointment_id, attempts FROM clinic_errand_claim_unguarded(${now.toISOString()}::timestamptz,
          ${until.toISOString()}::timestamptz, ${limit}::integer, ${PLACES}::integer)`,
      );
      return rows.map((row) => ({
        appointmentId: row.appointment_id,
        known: 'unclear',
        attempts: row.attempts,
      }));
    });
    expect(seen.most).toBeGreaterThan(PLACES);
  });
});
