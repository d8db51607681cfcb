import type { ScheduleException } from '@banzhen/domain/schedules';
import { type ExceptionId, idFrom, type RoomId, type TemplateId } from '@banzhen/domain/shared/ids';
import { afternoon, morning, must } from '@banzhen/domain/testing';
import { describe, expect, it } from 'vitest';
import {
  aPlannedHospital,
  dates,
  departmentId,
  dispatcher,
  doctorId,
  elsewhere,
  foreigner,
  hospitalId,
  roomId,
  strangers,
  templateOf,
} from './scene.js';

const hidden = { ok: false, error: { type: 'NotFound' } };

describe('a directory', () => {
  it('grows and changes, and the audit knows', async () => {
    const { schedules, audited } = await aPlannedHospital();
    const added = must(await schedules.addDepartment(dispatcher, { hospitalId, name: '皮肤科' }));
    const room = must(await schedules.addRoom(dispatcher, { hospitalId, name: '五诊室' }));
    const about = { name: '王医生', title: '主治医师', introduction: '擅长湿疹' };
    const doctor = must(await schedules.addDoctor(dispatcher, { ...added, ...about }));
    must(await schedules.changeDepartment(dispatcher, { ...added, name: '皮肤性病科' }));
    must(await schedules.changeRoom(dispatcher, { ...room, name: '六诊室' }));
    must(await schedules.changeDoctor(dispatcher, { ...doctor, ...about, departmentId, name: '王一' }));
    const { departments, doctors, rooms } = must(await schedules.listDirectory(dispatcher, { hospitalId }));
    expect(departments.map(({ name }) => name).toSorted()).toEqual(['心内科', '皮肤性病科'].toSorted());
    expect(doctors).toContainEqual(
      expect.objectContaining({ id: doctor.doctorId, departmentId, ...about, name: '王一' }),
    );
    expect(rooms.map(({ name }) => name)).toContain('六诊室');
    const kinds = (await audited()).flatMap(([operation, kind]) =>
      operation === 'directory.change' ? [kind] : [],
    );
    expect(kinds.toSorted()).toEqual(['department', 'department', 'doctor', 'doctor', 'room', 'room']);
  });

  it.each([...strangers, ['a dispatcher of another tenant', foreigner] as const])(
    'is changed by nobody else: %s',
    async (_who, actor) => {
      const { schedules } = await aPlannedHospital();
      const about = { name: '王医生', title: '', introduction: '' };
      expect(await schedules.changeDepartment(actor, { departmentId, name: '？' })).toEqual(hidden);
      expect(await schedules.changeRoom(actor, { roomId, name: '？' })).toEqual(hidden);
      expect(await schedules.addDoctor(actor, { departmentId, ...about })).toEqual(hidden);
      expect(await schedules.changeDoctor(actor, { doctorId, departmentId, ...about })).toEqual(hidden);
    },
  );

  it('moves a doctor to a department of the same hospital and tenant only', async () => {
    const { schedules } = await aPlannedHospital();
    const other = must(await schedules.addDepartment(foreigner, { hospitalId, name: '外院科' }));
    const about = { name: '李医生', title: '', introduction: '' };
    expect(await schedules.changeDoctor(dispatcher, { doctorId, ...other, ...about })).toEqual({
      ok: false,
      error: { type: 'NotOfHospital', what: 'department', id: other.departmentId },
    });
  });
});

describe('a weekly template', () => {
  it('is changed and ended by the version that was seen', async () => {
    const { schedules, templateId } = await aPlannedHospital();
    const week = [{ ...morning, weekday: 5 }] as const;
    const change = { templateId, expectedVersion: 1, effectiveFrom: '2030-01-01', week };
    expect(must(await schedules.changeTemplate(dispatcher, change))).toEqual({ templateId, version: 2 });
    const stale = { ok: false, error: { type: 'StaleVersion', currentVersion: 2 } };
    expect(await schedules.changeTemplate(dispatcher, change)).toEqual(stale);
    const end = { templateId, expectedVersion: 1, effectiveUntil: '2030-01-19' };
    expect(await schedules.endTemplate(dispatcher, end)).toEqual(stale);
    must(await schedules.endTemplate(dispatcher, { ...end, expectedVersion: 2 }));
    const preview = must(await schedules.previewSchedule(dispatcher, { ...dates, until: '2030-02-01' }));
    expect(preview.creates.map(({ visitOn }) => visitOn)).toEqual(['2030-01-18']);
  });

  it.each([
    [{ week: [{ ...morning, toMinute: 480, weekday: 1 }] }, 'EmptySession'],
    [
      {
        week: [
          { ...morning, weekday: 1 },
          { ...morning, weekday: 1 },
        ],
      },
      'OverlappingSessions',
    ],
    [
      { week: [{ ...afternoon, seats: { by: 'time', everyMinutes: 300, seatsEach: 1 }, weekday: 1 }] },
      'NoSeats',
    ],
    [{ effectiveUntil: '2030-01-01' }, 'DatesUnfit'],
  ] as const)('is refused when it is %j', async (wrong, type) => {
    const { schedules, templateId } = await aPlannedHospital();
    expect(await schedules.addTemplate(dispatcher, templateOf(wrong))).toMatchObject({ error: { type } });
    const { effectiveFrom, effectiveUntil, week } = templateOf(wrong);
    const ends = effectiveUntil === undefined ? {} : { effectiveUntil };
    const change = { templateId, expectedVersion: 1, effectiveFrom, ...ends, week };
    expect(await schedules.changeTemplate(dispatcher, change)).toMatchObject({ error: { type } });
  });

  it('takes rooms of its hospital and tenant only', async () => {
    const { schedules } = await aPlannedHospital();
    const theirs = must(await schedules.addRoom(foreigner, { hospitalId, name: '别家诊室' }));
    for (const id of [theirs.roomId, idFrom<RoomId>('01900000-0012-7000-8000-00000000ffff')]) {
      const week = [{ ...morning, roomId: id, weekday: 1 }] as const;
      expect(await schedules.addTemplate(dispatcher, templateOf({ week }))).toEqual({
        ok: false,
        error: { type: 'NotOfHospital', what: 'room', id },
      });
    }
  });

  it('is hidden from whoever may not plan it', async () => {
    const { schedules, templateId } = await aPlannedHospital();
    const { week } = templateOf();
    for (const actor of [elsewhere, foreigner]) {
      const change = { templateId, expectedVersion: 1, effectiveFrom: '2030-01-01', week };
      expect(await schedules.changeTemplate(actor, change)).toEqual(hidden);
      const end = { templateId, expectedVersion: 1, effectiveUntil: '2030-02-01' };
      expect(await schedules.endTemplate(actor, end)).toEqual(hidden);
      const exception = { date: '2030-01-16', kind: 'leave' } as const;
      expect(await schedules.addException(actor, { templateId, exception })).toEqual(hidden);
      const removal = { templateId, exceptionId: idFrom<ExceptionId>(templateId) };
      expect(await schedules.removeException(actor, removal)).toEqual(hidden);
    }
  });
});

describe('an exception', () => {
  const wednesday = '2030-01-16';
  const cases: readonly (readonly [ScheduleException, readonly number[]])[] = [
    [{ date: wednesday, kind: 'leave' }, []],
    [{ date: wednesday, kind: 'cancelled', fromMinute: 480 }, [810]],
    [
      { date: wednesday, kind: 'extra', plan: { ...morning, fromMinute: 1080, toMinute: 1200 } },
      [480, 810, 1080],
    ],
    [
      { date: wednesday, kind: 'changed', fromMinute: 480, plan: { ...morning, fromMinute: 540 } },
      [540, 810],
    ],
  ];
  it.each(cases)('%j changes its date, until it is removed', async (exception, minutes) => {
    const { schedules, templateId } = await aPlannedHospital();
    const midnight = new Date('2030-01-15T16:00:00Z').getTime();
    const planned = async () =>
      must(
        await schedules.previewSchedule(dispatcher, { hospitalId, from: wednesday, until: '2030-01-17' }),
      ).creates.map(({ during }) => (during.startsAt.getTime() - midnight) / 60_000);
    const { exceptionId } = must(await schedules.addException(dispatcher, { templateId, exception }));
    expect(await planned()).toEqual(minutes);
    const again = await schedules.addException(dispatcher, { templateId, exception });
    expect(again.ok).toBe(false);
    must(await schedules.removeException(dispatcher, { templateId, exceptionId }));
    must(await schedules.removeException(dispatcher, { templateId, exceptionId }));
    expect(await planned()).toEqual([480, 810]);
  });

  it('of leave goes before what was cancelled or changed, and leaves extra sessions', async () => {
    const { schedules, templateId } = await aPlannedHospital();
    const add = (exception: ScheduleException) =>
      schedules.addException(dispatcher, { templateId, exception });
    must(await add({ date: wednesday, kind: 'cancelled', fromMinute: 810 }));
    must(
      await add({ date: wednesday, kind: 'extra', plan: { ...morning, fromMinute: 1080, toMinute: 1200 } }),
    );
    must(await add({ date: wednesday, kind: 'leave' }));
    const days = { hospitalId, from: wednesday, until: '2030-01-17' };
    expect(must(await schedules.previewSchedule(dispatcher, days)).creates).toHaveLength(1);
  });

  it('to nothing, or into another session, is refused', async () => {
    const { schedules, templateId } = await aPlannedHospital();
    const add = (exception: ScheduleException) =>
      schedules.addException(dispatcher, { templateId, exception });
    expect(await add({ date: '2030-01-15', kind: 'cancelled', fromMinute: 480 })).toEqual({
      ok: false,
      error: { type: 'NothingToExcept', date: '2030-01-15', fromMinute: 480 },
    });
    const plan = { ...morning, fromMinute: 700, toMinute: 760 };
    expect(await add({ date: wednesday, kind: 'extra', plan })).toMatchObject({
      error: { type: 'OverlappingSessions' },
    });
    const unknown = idFrom<TemplateId>('01900000-0016-7000-8000-00000000ffff');
    expect(
      await schedules.addException(dispatcher, {
        templateId: unknown,
        exception: { date: wednesday, kind: 'leave' },
      }),
    ).toEqual(hidden);
  });
});

describe('a rule for a holiday', () => {
  it('is for staff of the whole tenant', async () => {
    const { schedules } = await aPlannedHospital();
    const rule = { date: '2030-01-16', kind: 'off' } as const;
    expect(await schedules.setHoliday(elsewhere, rule)).toEqual({
      ok: false,
      error: { type: 'NotAllowed', operation: 'holiday.set' },
    });
    must(await schedules.setHoliday(dispatcher, rule));
    expect(must(await schedules.listTemplates(dispatcher, dates)).holidays).toEqual([rule]);
    expect(must(await schedules.listTemplates(foreigner, dates)).holidays).toEqual([]);
  });
});
