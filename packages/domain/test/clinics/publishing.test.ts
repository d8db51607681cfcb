import { afternoon, anotherHospital, morning, must } from '@banzhen/domain/testing';
import { describe, expect, it } from 'vitest';
import {
  aPlannedHospital,
  aPublishedHospital,
  dates,
  dispatcher,
  foreigner,
  hospitalId,
  strangers,
  templateOf,
} from './scene.js';

const counts = ({ creates, unchanged, conflicts, late }: Record<string, unknown>) =>
  [creates, unchanged, conflicts, late].map((list) => (Array.isArray(list) ? list.length : Number.NaN));

describe('a schedule', () => {
  it('says what publishing would do, and does it', async () => {
    const { schedules, sessions, messages } = await aPlannedHospital();
    const preview = must(await schedules.previewSchedule(dispatcher, dates));
    expect(counts(preview)).toEqual([5, 0, 0, 0]);
    expect(await sessions()).toEqual([]);
    expect(messages()).toEqual([]);
    expect(must(await schedules.publishSchedule(dispatcher, dates))).toEqual({ created: 5, unchanged: 0 });
    const published = await sessions();
    expect(
      published.map(({ session: { status, visitOn, capacity } }) => [status, visitOn, capacity]),
    ).toEqual([
      ['PUBLISHED', '2030-01-16', 50],
      ['PUBLISHED', '2030-01-16', 42],
      ['PUBLISHED', '2030-01-21', 50],
      ['PUBLISHED', '2030-01-23', 50],
      ['PUBLISHED', '2030-01-23', 42],
    ]);
    expect(published.map(({ session }) => session.during)).toEqual(
      preview.creates.map(({ during }) => during),
    );
  });

  it('tells of each session that it was drafted and published, with its city and no words', async () => {
    const { messages, first } = await aPublishedHospital();
    const told = messages().filter(({ aggregateId }) => aggregateId === first.id);
    expect(told.map(({ topic, type }) => [topic, type])).toEqual([
      ['clinic-session', 'ClinicSessionDrafted'],
      ['clinic-session', 'ClinicSessionPublished'],
    ]);
    expect(told[1]?.payload).toEqual({
      row: '6.8 publish',
      from: 'DRAFT',
      to: 'PUBLISHED',
      version: 2,
      tenantId: first.tenantId,
      hospitalId,
      cityCode: 'beijing',
    });
  });

  it('published again changes nothing and tells nobody', async () => {
    const { schedules, sessions, messages, audited } = await aPublishedHospital();
    const [before, told, kept] = [await sessions(), messages().length, (await audited()).length];
    expect(must(await schedules.publishSchedule(dispatcher, dates))).toEqual({ created: 0, unchanged: 5 });
    expect(await sessions()).toEqual(before);
    expect(messages()).toHaveLength(told);
    expect(await audited()).toHaveLength(kept);
  });

  it('publishes what is new of a longer range, and leaves the rest alone', async () => {
    const { schedules } = await aPublishedHospital();
    const longer = { ...dates, until: '2030-01-31' };
    expect(must(await schedules.publishSchedule(dispatcher, longer))).toEqual({ created: 2, unchanged: 5 });
  });

  it('with a conflict tells of it and publishes nothing', async () => {
    const { schedules, sessions } = await aPlannedHospital();
    const later = { ...morning, fromMinute: 600, toMinute: 780, weekday: 1 } as const;
    must(await schedules.addTemplate(dispatcher, templateOf({ week: [later] })));
    const preview = must(await schedules.previewSchedule(dispatcher, dates));
    expect(counts(preview)).toEqual([5, 0, 1, 0]);
    expect(preview.conflicts[0]).toMatchObject({ reason: 'same-doctor', plan: { visitOn: '2030-01-21' } });
    expect(await schedules.publishSchedule(dispatcher, dates)).toEqual({
      ok: false,
      error: { type: 'ScheduleBlocked', conflicts: 1, late: 0 },
    });
    expect(await sessions()).toEqual([]);
  });

  it('tells what comes too late, and publishes nothing', async () => {
    const { schedules, sessions } = await aPlannedHospital();
    const soon = { hospitalId, from: '2030-01-07', until: '2030-01-22' };
    const preview = must(await schedules.previewSchedule(dispatcher, soon));
    expect(preview.late.map(({ plan, why }) => [plan.visitOn, why])).toEqual([
      ['2030-01-07', 'SessionBegun'],
      ['2030-01-09', 'ReleaseInPast'],
      ['2030-01-09', 'ReleaseInPast'],
      ['2030-01-14', 'ReleaseInPast'],
    ]);
    expect(counts(preview)).toEqual([3, 0, 0, 4]);
    expect(await schedules.publishSchedule(dispatcher, soon)).toEqual({
      ok: false,
      error: { type: 'ScheduleBlocked', conflicts: 0, late: 4 },
    });
    expect(await sessions({ from: '2030-01-01', until: '2030-02-01' })).toEqual([]);
  });

  it('is off on holidays, unless the tenant works on them, and on other days when it says so', async () => {
    const { schedules } = await aPlannedHospital();
    const days = { hospitalId, from: '2030-01-24', until: '2030-02-03' };
    const planned = async () =>
      must(await schedules.previewSchedule(dispatcher, days)).creates.map(({ visitOn }) => visitOn);
    expect(await planned()).toEqual(['2030-01-30', '2030-01-30']);
    const wednesday = { date: '2030-01-28', kind: 'as-weekday', weekday: 3 } as const;
    must(await schedules.setHoliday(dispatcher, wednesday));
    must(await schedules.setHoliday(dispatcher, { date: '2030-01-30', kind: 'off' }));
    expect(await planned()).toEqual(['2030-01-28', '2030-01-28']);
    must(await schedules.setHoliday(dispatcher, { date: '2030-01-30', kind: 'as-calendar' }));
    expect(await planned()).toHaveLength(4);
  });

  it('names the template that cannot be expanded, and when', async () => {
    const { schedules, templateId } = await aPlannedHospital();
    const cancelled = { date: '2030-01-16', kind: 'cancelled', fromMinute: 480 } as const;
    must(await schedules.addException(dispatcher, { templateId, exception: cancelled }));
    must(
      await schedules.changeTemplate(dispatcher, {
        templateId,
        expectedVersion: 1,
        effectiveFrom: '2030-01-01',
        week: [{ ...afternoon, weekday: 3 }],
      }),
    );
    expect(await schedules.publishSchedule(dispatcher, dates)).toEqual({
      ok: false,
      error: { type: 'NothingToExcept', date: '2030-01-16', fromMinute: 480, templateId },
    });
  });

  it.each([
    ['2030-01-15', '2030-01-15'],
    ['2030-01-16', '2030-01-15'],
    ['2030-01-01', '2030-04-04'],
  ])('is not planned from %s until %s', async (from, until) => {
    const { schedules } = await aPlannedHospital();
    expect(await schedules.previewSchedule(dispatcher, { hospitalId, from, until })).toEqual({
      ok: false,
      error: { type: 'DatesUnfit', mostDays: 92 },
    });
  });

  it.each(strangers)('is hidden from %s', async (_who, actor) => {
    const { schedules } = await aPublishedHospital();
    const hidden = { ok: false, error: { type: 'NotFound' } };
    expect(await schedules.previewSchedule(actor, dates)).toEqual(hidden);
    expect(await schedules.publishSchedule(actor, dates)).toEqual(hidden);
    expect(await schedules.listSessions(actor, dates)).toEqual(hidden);
    expect(await schedules.listTemplates(actor, dates)).toEqual(hidden);
    expect(await schedules.listDirectory(actor, dates)).toEqual(hidden);
  });

  it('of another tenant in the same hospital is another one', async () => {
    const { schedules } = await aPublishedHospital();
    expect(must(await schedules.listSessions(foreigner, dates)).sessions).toEqual([]);
    expect(must(await schedules.previewSchedule(foreigner, dates)).creates).toEqual([]);
    expect(must(await schedules.listDirectory(foreigner, dates)).doctors).toEqual([]);
    expect(await schedules.addTemplate(foreigner, templateOf())).toEqual({
      ok: false,
      error: { type: 'NotFound' },
    });
  });

  it('is hidden where no hospital is', async () => {
    const { schedules } = await aPlannedHospital();
    const nowhere = { ...dates, hospitalId: anotherHospital().id };
    expect(await schedules.previewSchedule(dispatcher, nowhere)).toEqual({
      ok: false,
      error: { type: 'NotFound' },
    });
  });
});
