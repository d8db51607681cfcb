import { beforeEach, describe, expect, it } from 'vitest';
import type { Dates, ScheduleException, StoredException, StoredTemplate } from '../../schedules/index.js';
import { type ExceptionId, idFrom, type TemplateId } from '../../shared/ids.js';
import { afternoon, aTemplate, morning } from '../builders/a-template.js';
import type { OpenClinicStores } from './clinic-fixture.js';
import { aClinic, type Clinic, inClinic, openedClinic } from './clinic-world.js';
import { freshId } from './fresh.js';

const january: Dates = { from: '2030-01-01', until: '2030-02-01' };
const done = { ok: true, value: undefined };

/** A template of the clinic with an id of its own. */
const templateOf = (clinic: Clinic, overrides: Partial<StoredTemplate> = {}): StoredTemplate => {
  const { tenantId, hospitalId, departmentId, doctorId, roomId } = clinic;
  const early = [{ level: 'gold', minutesBefore: 30 }] as const;
  return aTemplate({
    id: idFrom<TemplateId>(freshId()),
    ...{ tenantId, hospitalId, departmentId, doctorId },
    week: [
      { ...morning, roomId, weekday: 1, release: { kind: 'days-before', days: 7, minuteOfDay: 420, early } },
      { ...afternoon, roomId, weekday: 3, release: { kind: 'at-publication' } },
    ],
    ...overrides,
  });
};

export const templateStoreContract = (adapterName: string, open: OpenClinicStores): void => {
  describe(`TemplateStore contract: ${adapterName}`, () => {
    const opened = openedClinic(open);
    let clinic: Clinic;
    beforeEach(async () => {
      clinic = await aClinic(opened());
    });
    const save = (template: StoredTemplate) =>
      opened().unitOfWork.run(({ templates }) => templates.save(template));
    const find = ({ id }: StoredTemplate) => inClinic(opened(), ({ templates }) => templates.find(id));
    const inForce = (dates: Dates, where: Clinic = clinic) =>
      inClinic(opened(), async ({ templates }) =>
        (await templates.inForce(where, dates)).map(({ id }) => id),
      );

    it.each([{}, { effectiveUntil: '2030-03-01' }])(
      'gives a template back as it was saved: %j',
      async (ends) => {
        const template = templateOf(clinic, ends);
        expect(await find(template)).toBeUndefined();
        expect(await save(template)).toEqual(done);
        expect(await find(template)).toEqual(template);
      },
    );

    it('replaces the version before, and says which one is there', async () => {
      const template = templateOf(clinic, { effectiveUntil: '2030-06-01' });
      await save(template);
      const { effectiveUntil: _, ...endless } = template;
      const next = { ...endless, effectiveFrom: '2030-02-01', version: 2, week: template.week.slice(1) };
      expect(await save(next)).toEqual(done);
      expect(await find(template)).toEqual(next);
      const stale = { ok: false, error: { type: 'StaleVersion', currentVersion: 2 } };
      expect(await save(next)).toEqual(stale);
      expect(await save({ ...next, version: 4 })).toEqual(stale);
      expect(await find(template)).toEqual(next);
      expect(await save(templateOf(clinic, { version: 2 }))).toEqual({
        ok: false,
        error: { type: 'StaleVersion' },
      });
    });

    it('finds what is in force on a part of the dates, of this hospital and tenant', async () => {
      const over = templateOf(clinic, { effectiveFrom: '2029-12-01', effectiveUntil: '2030-01-01' });
      const ending = templateOf(clinic, { effectiveFrom: '2029-12-01', effectiveUntil: '2030-01-02' });
      const endless = templateOf(clinic, { effectiveFrom: '2030-01-31' });
      const later = templateOf(clinic, { effectiveFrom: '2030-02-01' });
      for (const template of [later, endless, ending, over]) await save(template);
      expect(await inForce(january)).toEqual([ending.id, endless.id]);
      expect(await inForce(january, await aClinic(opened()))).toEqual([]);
    });
  });
};

export const exceptionStoreContract = (adapterName: string, open: OpenClinicStores): void => {
  describe(`ExceptionStore contract: ${adapterName}`, () => {
    const opened = openedClinic(open);
    let clinic: Clinic;
    let template: StoredTemplate;
    const aTemplateSaved = async (): Promise<StoredTemplate> => {
      const saved = templateOf(clinic);
      await opened().unitOfWork.run(({ templates }) => templates.save(saved));
      return saved;
    };
    beforeEach(async () => {
      clinic = await aClinic(opened());
      template = await aTemplateSaved();
    });
    const exceptionOf = (exception: ScheduleException, of: StoredTemplate = template): StoredException => ({
      id: idFrom<ExceptionId>(freshId()),
      tenantId: clinic.tenantId,
      templateId: of.id,
      exception,
    });
    const insert = (exception: StoredException) =>
      opened().unitOfWork.run(({ exceptions }) => exceptions.insert(exception));
    const find = ({ id }: StoredException) => inClinic(opened(), ({ exceptions }) => exceptions.find(id));
    const there = (of: readonly StoredTemplate[], dates: Dates = january) =>
      inClinic(opened(), async ({ exceptions }) => {
        const ids = of.map(({ id }) => id);
        return (await exceptions.ofTemplates(ids, dates)).map(({ id }) => id);
      });
    const cancelled = (date: string, fromMinute = 480): ScheduleException => ({
      date,
      kind: 'cancelled',
      fromMinute,
    });

    it('gives every kind back as it was inserted', async () => {
      const plan = { ...morning, roomId: clinic.roomId };
      const kinds: readonly ScheduleException[] = [
        { date: '2030-01-07', kind: 'leave' },
        { date: '2030-01-08', kind: 'extra', plan },
        cancelled('2030-01-09'),
        { date: '2030-01-10', kind: 'changed', fromMinute: 480, plan: { ...plan, fromMinute: 540 } },
      ];
      for (const exception of kinds.map((one) => exceptionOf(one))) {
        expect(await find(exception)).toBeUndefined();
        expect(await insert(exception)).toEqual(done);
        expect(await find(exception)).toEqual(exception);
      }
    });

    it('lists those of the templates and dates, by date', async () => {
      const other = await aTemplateSaved();
      const late = exceptionOf(cancelled('2030-01-31'));
      const early = exceptionOf(cancelled('2030-01-01'), other);
      const after = exceptionOf(cancelled('2030-02-01'));
      for (const one of [after, late, early]) await insert(one);
      expect(await there([template, other])).toEqual([early.id, late.id]);
      expect(await there([template])).toEqual([late.id]);
      expect(await there([])).toEqual([]);
    });

    it('has one exception of a date and a start, and one day of leave', async () => {
      const monday = '2030-01-07';
      const plan = { ...morning, roomId: clinic.roomId };
      await insert(exceptionOf(cancelled(monday)));
      await insert(exceptionOf({ date: monday, kind: 'leave' }));
      const taken = { ok: false, error: { type: 'ExceptionThere', date: monday, fromMinute: 480 } };
      expect(await insert(exceptionOf(cancelled(monday)))).toEqual(taken);
      expect(await insert(exceptionOf({ date: monday, kind: 'extra', plan }))).toEqual(taken);
      expect(await insert(exceptionOf({ date: monday, kind: 'leave' }))).toEqual({
        ok: false,
        error: { type: 'ExceptionThere', date: monday },
      });
      expect(await insert(exceptionOf(cancelled(monday, 810)))).toEqual(done);
      expect(await insert(exceptionOf(cancelled(monday), await aTemplateSaved()))).toEqual(done);
    });

    it('removes one once', async () => {
      const exception = exceptionOf(cancelled('2030-01-07'));
      await insert(exception);
      const remove = () => inClinic(opened(), ({ exceptions }) => exceptions.remove(exception.id));
      expect(await remove()).toBe(true);
      expect(await remove()).toBe(false);
      expect(await find(exception)).toBeUndefined();
    });
  });
};
