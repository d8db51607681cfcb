import { type AuditEntry, canonicalText, streamKeyOf } from '@banzhen/domain/audit';
import type { ClinicPolicy, HoldAnswer, HoldBatch, HoldDesk, HoldWish } from '@banzhen/domain/clinics';
import { type AppointmentId, type IdSource, idFrom, type PatientId } from '@banzhen/domain/shared/ids';
import type { KeptMembership } from '@banzhen/domain/shared/kept-membership';
import { askerOf } from '../asker.js';
import { rowOf, rowsOf } from '../database.js';
import { keptMembershipJson } from '../membership/kept-membership-json.js';
import { memberOf, memberRows } from '../membership/member-row.js';
import type { OpenDatabase } from '../open-database.js';
import { retried } from '../postgres-unit-of-work.js';
import { type PublishedJson, publishedOfJson } from '../published-json.js';
import { clinicSessions } from '../schema/index.js';
import { arrayText, at, json, present, uuidArray } from '../sql-values.js';
import { type Statement, sql } from '../statement.js';
import { tableRows } from '../table-rows.js';
import { uuidv7Ids } from '../uuidv7.js';
import { fromSessionRow } from './clinic-session-row.js';
import { type SeekerRow, seekerOf } from './postgres-seat-seekers.js';
import { type SeatAnswerRow, seatAnswerOf } from './seat-answer-row.js';

const sessionRows = tableRows(clinicSessions);

type SightRow = Readonly<Record<string, unknown>> & {
  readonly city: string | null;
  readonly seekers: readonly SeekerRow[] | null;
  readonly members: readonly Readonly<Record<string, unknown>>[] | null;
  readonly policies: readonly PublishedJson<ClinicPolicy>[] | null;
  readonly firstTicket: number | null;
};

type Row = SeatAnswerRow<HoldAnswer['kind']> & { readonly ordinal: number; readonly earlier: string | null };

const answerOf = ({ earlier, ...row }: Row): HoldAnswer =>
  row.answer === 'repeated'
    ? { kind: row.answer, appointmentId: idFrom<AppointmentId>(present(earlier, 'earlier')) }
    : seatAnswerOf({ ...row, answer: row.answer });

/** One column of the wishes, as an array; absent values are NULL. */
const column = (
  wishes: readonly HoldWish[],
  of: (wish: HoldWish) => string | number | undefined,
): Statement => sql`${arrayText(wishes.map(of))}`;

const membershipText = (kept: KeptMembership | undefined): string | undefined =>
  kept && JSON.stringify(keptMembershipJson(kept));

const auditColumn = (wishes: readonly HoldWish[], of: (entry: AuditEntry) => string): Statement =>
  wishes.every(({ accepted }) => accepted?.audit === undefined)
    ? sql`${null}`
    : column(wishes, ({ accepted }) => accepted?.audit && of(accepted.audit));

const holdStatement = (batch: HoldBatch, ids: IdSource): Statement => {
  const { sessionId, wishes, now, heldUntil, departmentsPerDay, operation, birth, tidings, firstTicket } =
    batch;
  return sql`SELECT ordinal, answer, ticket, seat_no, busy_from, busy_until, earlier FROM hold_seats(${sessionId}, ${at(now)}, ${at(heldUntil)},
    ${departmentsPerDay}, ${column(wishes, ({ appointmentId }) => appointmentId)}::uuid[],
    ${column(wishes, ({ accepted }) => accepted?.patientId)}::uuid[],
    ${column(wishes, ({ accepted }) => accepted?.personId)}::uuid[],
    ${column(wishes, ({ bookedBy }) => bookedBy)}::uuid[],
    ${column(wishes, ({ accepted }) => accepted?.level)}::text[],
    ${column(wishes, ({ accepted }) => accepted?.priority)}::integer[],
    ${column(wishes, ({ accepted }) => membershipText(accepted?.membership))}::text[], ${operation},
    ${column(wishes, ({ once }) => once?.key)}::text[], ${column(wishes, ({ once }) => once?.requestHash)}::text[],
    ${column(wishes, ({ accepted }) => accepted?.by.as)}::text[],
    ${column(wishes, ({ accepted }) => accepted?.by.accountId)}::uuid[], ${json(birth)},
    ${column(wishes, () => ids.next())}::uuid[], ${json(tidings)},
    ${auditColumn(wishes, streamKeyOf)}::text[], ${auditColumn(wishes, canonicalText)}::text[],
    ${firstTicket ?? null}::integer)`;
};

/**
 * A batch by `hold_seats`, one statement that is its own transaction (0049-less-for-each-seat.sql). Whoever asks, it says by itself that the
 * platform does, because it gives seats to people who do not see one another; so it goes to the database as the login.
 */
export const postgresHoldDesk = (
  { db, news, for: dbFor }: Pick<OpenDatabase, 'db' | 'for' | 'news'>,
  ids: IdSource = uuidv7Ids(),
): HoldDesk => ({
  async look({ sessionId, patientIds, accountIds, noShowsSince }) {
    const { city, seekers, members, policies, firstTicket, ...sold } = await retried(() =>
      rowOf<SightRow>(
        db,
        sql`SELECT ${sessionRows.columns}, city, seekers, members, policies, first_ticket AS "firstTicket"
          FROM look_before_hold(${sessionId}, ${uuidArray(patientIds)}, ${uuidArray(accountIds)}, ${at(noShowsSince)})
          CROSS JOIN LATERAL (SELECT (sold).*) AS clinic_session`,
      ),
    );
    if (sold.id === null) return undefined;
    return {
      session: fromSessionRow(sessionRows.read(sold)),
      cityCode: present(city, 'hospital.city_code'),
      seekers: new Map((seekers ?? []).map((row) => [row.id, seekerOf(row)])),
      members: (members ?? []).map((row) => memberOf(memberRows.read(row))),
      policies: (policies ?? []).map(publishedOfJson),
      ...(firstTicket === null ? {} : { firstTicket }),
    };
  },

  async known(partner, { sessionId, patientIds }) {
    const { tenantId, hospitalIds } = partner;
    const hospitals = uuidArray(hospitalIds);
    const [session] = await retried(() =>
      rowsOf<{ readonly known: readonly PatientId[] }>(
        dbFor(() => askerOf(partner)),
        // In the order of the index of each patient's, which the planner otherwise leaves where some have very many.
        sql`SELECT ARRAY(SELECT patient FROM unnest(${uuidArray(patientIds)}) AS wanted (patient)
            CROSS JOIN LATERAL (SELECT FROM appointment JOIN clinic_session sitting ON sitting.id = appointment.session_id
              WHERE appointment.patient_id = patient AND appointment.tenant_id = ${tenantId} AND sitting.hospital_id = ANY (${hospitals})
              ORDER BY appointment.id LIMIT 1) visit) AS known
          FROM clinic_session WHERE id = ${sessionId} AND tenant_id = ${tenantId} AND hospital_id = ANY (${hospitals})`,
      ),
    );
    return session && new Set(session.known);
  },

  async hold(batch) {
    const { sessionId, wishes } = batch;
    const rows = await retried(() => rowsOf<Row>(db, holdStatement(batch, ids)));
    const answers: (HoldAnswer | undefined)[] = wishes.map(({ accepted }) =>
      accepted ? undefined : { kind: 'passed' },
    );
    for (const row of rows) answers[row.ordinal - 1] = answerOf(row);
    if (rows.some(({ answer }) => answer === 'seat')) news.announce();
    return answers.map((answer, index) => {
      if (!answer) throw new Error(`wish ${index} for ${sessionId} was not answered`);
      return answer;
    });
  },
});
