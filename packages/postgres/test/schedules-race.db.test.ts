import { makeSchedules } from '@banzhen/domain/clinics';
import { idFrom, type TemplateId } from '@banzhen/domain/shared/ids';
import { aDispatcher, aTemplate, fixedClock, fixedOffsetCalendar, morning } from '@banzhen/domain/testing';
import { aClinic, type ClinicStoresFixture } from '@banzhen/domain/testing/contracts';
import { type OpenDatabase, uuidv7, uuidv7Ids } from '@banzhen/postgres';
import { clinicStoresFixture, rowOf, rowsOf, run, sql } from '@banzhen/postgres/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openOwnDatabase } from './support.js';

const CONNECTIONS = 8;
const DATES = { from: '2030-01-15', until: '2030-03-01' };

describe('schedules that several people work on at once', () => {
  let database: OpenDatabase;
  let stores: ClinicStoresFixture;
  beforeAll(async () => {
    database = await openOwnDatabase(CONNECTIONS);
    stores = clinicStoresFixture(database);
    // A cold pool lets requests come one by one, which hides every race.
    await Promise.all(
      Array.from({ length: CONNECTIONS }, () => run(database.db, sql`SELECT pg_sleep(${0.05}::float8)`)),
    );
  });
  afterAll(() => database.close());

  /** A hospital of its own whose doctor works every morning, at 10:00 on Monday 2030-01-07. */
  const aWorkingClinic = async () => {
    const clinic = await aClinic(stores);
    const { tenantId, hospitalId, departmentId, doctorId, roomId } = clinic;
    const clock = fixedClock();
    const { unitOfWork } = stores;
    const schedules = makeSchedules({
      unitOfWork,
      platformUnitOfWork: unitOfWork,
      clock,
      ids: uuidv7Ids(),
      calendar: fixedOffsetCalendar({ offsetMinutes: 480 }),
    });
    const week = ([1, 2, 3, 4, 5, 6, 7] as const).map((weekday) => ({ ...morning, roomId, weekday }));
    const template = aTemplate({
      ...{ tenantId, hospitalId, departmentId, doctorId, week },
      id: idFrom<TemplateId>(uuidv7()),
    });
    await unitOfWork.run(({ templates }) => templates.save(template));
    const actor = aDispatcher({ tenantId });
    return { clinic, clock, schedules, actor, template, hospitalId };
  };
  const stored = (hospitalId: string) =>
    rowOf<{ sessions: number; days: number }>(
      database.db,
      sql`SELECT count(*)::integer AS sessions, count(DISTINCT visit_on)::integer AS days FROM clinic_session
        WHERE hospital_id = ${hospitalId}::uuid`,
    );

  it('are published once, all of them or none by each publisher', async () => {
    const { schedules, actor, hospitalId } = await aWorkingClinic();
    const answers = await Promise.all(
      Array.from({ length: CONNECTIONS }, () => schedules.publishSchedule(actor, { hospitalId, ...DATES })),
    );
    const { sessions, days } = await stored(hospitalId);
    expect(sessions).toBeGreaterThan(30);
    expect(days).toBe(sessions);
    const published = answers.flatMap((answer) =>
      answer.ok && answer.value.created > 0 ? [answer.value] : [],
    );
    expect(published).toEqual([{ created: sessions, unchanged: 0 }]);
    for (const answer of answers)
      if (answer.ok) expect([0, sessions]).toContain(answer.value.created);
      else expect(answer.error.type).toBe('DoctorOccupied');
    expect(await schedules.publishSchedule(actor, { hospitalId, ...DATES })).toEqual({
      ok: true,
      value: { created: 0, unchanged: sessions },
    });
  });

  it.each([
    ['released', 'RELEASED', 'ClinicSessionReleased', 3],
    ['closed', 'CLOSED', 'ClinicSessionClosed', 4],
  ] as const)(
    'are %s once by any number of processes that come back from a downtime, and told of once',
    async (_, status, event, version) => {
      const { schedules, actor, hospitalId, clock } = await aWorkingClinic();
      await schedules.publishSchedule(actor, { hospitalId, ...DATES });
      const { sessions } = await stored(hospitalId);
      clock.set(new Date('2030-03-01T00:00:00Z'));
      const catchUp = async () => {
        for (let isMore = true; isMore; ) ({ isMore } = await schedules.releaseDueSessions(16));
        if (status === 'CLOSED')
          for (let isMore = true; isMore; ) ({ isMore } = await schedules.closeEndedSessions(16));
      };
      await Promise.all(Array.from({ length: CONNECTIONS }, catchUp));
      await catchUp();
      const told = await rowsOf<{ times: number }>(
        database.db,
        sql`SELECT count(*)::integer AS times FROM outbox JOIN clinic_session ON clinic_session.id = aggregate_id::uuid
        WHERE type = ${event} AND hospital_id = ${hospitalId}::uuid GROUP BY aggregate_id`,
      );
      // Seen red without the fence on the version: up to six times.
      expect(told.map(({ times }) => times)).toEqual(Array.from({ length: sessions }, () => 1));
      const left = await rowsOf(
        database.db,
        sql`SELECT FROM clinic_session WHERE hospital_id = ${hospitalId}::uuid AND (status <> ${status} OR version <> ${version})`,
      );
      expect(left).toHaveLength(0);
    },
  );

  it('are changed by one of those who saw the same version of a template', async () => {
    const { schedules, actor, template } = await aWorkingClinic();
    const change = { templateId: template.id, expectedVersion: 1, effectiveFrom: '2030-01-01' };
    const answers = await Promise.all(
      Array.from({ length: CONNECTIONS }, (_, index) =>
        schedules.changeTemplate(actor, { ...change, week: template.week.slice(0, index) }),
      ),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    for (const answer of answers) if (!answer.ok) expect(answer.error.type).toBe('StaleVersion');
  });
});
