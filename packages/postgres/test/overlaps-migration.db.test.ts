import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type AppointmentId, idFrom, type PersonId } from '@banzhen/domain/shared/ids';
import { aClinic } from '@banzhen/domain/testing/contracts';
import { migrate, type OpenDatabase, openDatabase, uuidv7 } from '@banzhen/postgres';
import {
  clinicStoresFixture,
  createTestDatabase,
  rowsOf,
  run,
  sql,
  type TestDatabase,
} from '@banzhen/postgres/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serverUrl } from './support.js';

const own = new URL('../migrations/', import.meta.url);
let server: TestDatabase;
let database: OpenDatabase;
let folder: string;

beforeAll(async () => {
  server = await createTestDatabase(serverUrl());
  database = await openDatabase({ kind: 'postgres', url: server.url });
  folder = mkdtempSync(join(tmpdir(), 'banzhen-overlaps-'));
  for (const file of readdirSync(own).filter((name) => name < '0021'))
    cpSync(new URL(file, own), join(folder, file));
  await migrate(database.db, pathToFileURL(`${folder}/`));
});
afterAll(async () => {
  await database.close();
  await server.drop();
  rmSync(folder, { recursive: true });
});

it('appointments that overlap from before stand, and nobody gets another one beside them', async () => {
  const clinic = await aClinic(clinicStoresFixture(database));
  const [first, second, third] = [
    await clinic.addBeside(5),
    await clinic.addBeside(5),
    await clinic.addBeside(5),
  ];
  const personId = idFrom<PersonId>(uuidv7());
  const ids = [first, second].map(() => idFrom<AppointmentId>(uuidv7()));
  for (const [no, session] of [first, second].entries())
    await run(
      database.db,
      sql`INSERT INTO appointment (id, tenant_id, session_id, doctor_id, department_id, visit_on, patient_id, person_id,
          booked_by, ticket, department_rank, status, held_until, created_at, version)
        SELECT ${ids[no] ?? ''}::uuid, tenant_id, id, doctor_id, department_id, visit_on, ${clinic.patientId}::uuid,
          ${personId}::uuid, ${clinic.accountId}::uuid, 1, ${no + 1}::integer, 'HELD', now(), now(), 1
        FROM clinic_session WHERE id = ${session.id}::uuid`,
    );
  await migrate(database.db);
  const stood = await rowsOf<{ id: string; guarded: boolean }>(
    database.db,
    sql`SELECT id, during = tstzrange(${first.during.startsAt.toISOString()}::timestamptz,
        ${first.during.endsAt.toISOString()}::timestamptz) IS TRUE AS guarded
      FROM appointment WHERE person_id = ${personId} AND takes_time ORDER BY id`,
  );
  expect(stood).toEqual([
    { id: ids[0], guarded: true },
    { id: ids[1], guarded: false },
  ]);
  const [answer] = await clinic.take(third, [clinic.aWish({ personId })]);
  expect(answer).toEqual({ kind: 'overlaps', during: first.during });
});
