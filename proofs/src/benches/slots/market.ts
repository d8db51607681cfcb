import { randomUUID } from 'node:crypto';
import type { Person } from '@banzhen/domain/shared/actor';
import {
  type AccountId,
  type ClinicSessionId,
  idFrom,
  type PatientId,
  type PersonId,
} from '@banzhen/domain/shared/ids';
import { type OpenDatabase, uuidv7 } from '@banzhen/postgres';
import type { Sql } from '@banzhen/postgres/open-postgres';
import { saveAccount } from '@banzhen/postgres/registry';
import { sealer } from '../../keys.js';
import { openSession } from '../../proofs/slots/clinic.js';
import { nextPhone, type Town } from '../../town.js';
import { rawBatch } from './rows.js';

/** Somebody who wants a seat. */
export interface Buyer {
  readonly actor: Person;
  readonly patientId: PatientId;
  readonly personId: PersonId;
}

/** Buyers, and sessions with seats for all of them. */
export interface Market {
  readonly buyers: readonly Buyer[];
  readonly tenantId: Town['tenantId'];
  /** With so many seats, for everybody unless told, on a day on which nobody has an appointment yet. */
  openSession(capacity?: number): Promise<ClinicSessionId>;
  /** For people of nowhere, who have no appointment on any day. */
  openSessionForStrangers(): Promise<ClinicSessionId>;
}

export const SEATS = 200_000;
/** Of each process to the database. */
export const CONNECTIONS = 16;
const THERE_ALREADY = 100_000;
const AT_ONCE = 1_000;
const ACCOUNTS = 64;
/** Booking ends sixty days ahead. */
const LAST_DAY = 58;
/** Nobody can be at two sessions at once, and the same people come to all of them. */
const startOf = (no: number): number => 24 * (1 + (no % LAST_DAY)) + 5 * Math.floor(no / LAST_DAY);

/** Fills a town with people, each known by an ID number, in a few statements. */
export async function makeMarket(
  database: OpenDatabase,
  sql: Sql,
  town: Town,
  size: number,
): Promise<Market> {
  const { tenantId } = town;
  const accounts = Array.from({ length: ACCOUNTS }, () => idFrom<AccountId>(uuidv7()));
  const buyers = Array.from({ length: size }, (_, no): Buyer => {
    const accountId = accounts[no % ACCOUNTS] as AccountId;
    return {
      actor: { kind: 'person', accountId, tenantId, staffRoles: [] },
      patientId: idFrom<PatientId>(uuidv7()),
      // As the index of an ID number is: in no order of time.
      personId: idFrom<PersonId>(randomUUID()),
    };
  });
  // Whole tables at once, on a machine that may be busy.
  const filling = await sql.reserve();
  await filling`set statement_timeout = '60s'`;
  const patients = buyers.map(({ patientId }) => patientId);
  const hashes = buyers.map(({ personId }) => personId.replaceAll('-', '').padEnd(64, '0'));
  // As the product keeps them, so that they can sign in.
  for (const id of accounts)
    await saveAccount(
      { db: database.db, sealer },
      { id, tenantId, displayName: '众', phone: nextPhone(), staffRoles: [] },
    );
  await filling`
    insert into patient (id, tenant_id, display_name, is_real_named, id_number_sealed, id_number_index)
    select id, ${tenantId}, '众', true, '\\x00', decode(hash, 'hex')
    from unnest(${patients}::uuid[], ${hashes}::text[]) as made (id, hash)`;
  await filling`
    insert into patient_grant (patient_id, account_id, scopes, valid_from)
    select patient_id, account_id, '{view,book}', '2020-01-01'
    from unnest(${patients}::uuid[], ${buyers.map(({ actor }) => actor.accountId)}::uuid[])
      as made (patient_id, account_id)`;
  // For whoever books in the server alone: each appointment is of another patient there too.
  await filling`create table market_buyer (no integer primary key, patient_id uuid not null, account_id uuid not null)`;
  await filling`
    insert into market_buyer select no - 1, patient_id, account_id
    from unnest(${patients}::uuid[], ${buyers.map(({ actor }) => actor.accountId)}::uuid[])
      with ordinality as made (patient_id, account_id, no)`;
  let days = 0;
  const nextSession = (capacity = SEATS): Promise<ClinicSessionId> => {
    days += 1;
    return openSession(database, town, { capacity, startsInHours: startOf(days) });
  };
  // Checks of foreign keys keep the plan that they began with, which is a slow one where the table was empty.
  const before = await nextSession();
  for (let rows = 0; rows < THERE_ALREADY; rows += AT_ONCE) {
    await filling.unsafe(rawBatch(before, rows % size, AT_ONCE));
    if (rows === 0) await filling`analyze`;
  }
  await filling`vacuum analyze`;
  await filling`reset statement_timeout`;
  filling.release();
  const openSessionForStrangers = () =>
    openSession(database, town, { capacity: SEATS, startsInHours: startOf(0) });
  return { buyers, tenantId, openSession: nextSession, openSessionForStrangers };
}
