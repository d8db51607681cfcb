import type { AddTemplate } from '@banzhen/domain/clinics';
import type { StoredTemplate } from '@banzhen/domain/schedules';
import type { Person } from '@banzhen/domain/shared/actor';
import { type AccountId, idFrom, type TenantId } from '@banzhen/domain/shared/ids';
import {
  aDispatcher,
  aFamily,
  aPlannedSession,
  aTemplate,
  inMemorySchedules,
  must,
} from '@banzhen/domain/testing';

export const dispatcher = aDispatcher();
/** Staff of another city of the same tenant. */
export const elsewhere = aDispatcher({
  accountId: idFrom<AccountId>('01900000-0003-7000-8000-000000000077'),
  roleScopes: [{ role: 'dispatcher', cityCode: 'shanghai' }],
});
export const strangers: readonly (readonly [who: string, actor: Person])[] = [
  ['a family', aFamily()],
  ['finance', aDispatcher({ staffRoles: ['finance'] })],
  ['a dispatcher of another city', elsewhere],
];
export const foreigner = aDispatcher({
  tenantId: idFrom<TenantId>('01900000-0001-7000-8000-000000000099'),
});

export const { hospitalId, departmentId, doctorId, roomId, tenantId } = aPlannedSession();
/** Dates with two Wednesdays and a Monday: five sessions of `aTemplate`. Their seats are released from 2030-01-09 on. */
export const dates = { hospitalId, from: '2030-01-15', until: '2030-01-24' } as const;

export const templateOf = (overrides: Partial<StoredTemplate> = {}): AddTemplate => {
  const { effectiveFrom, effectiveUntil, week } = aTemplate(overrides);
  const ends = effectiveUntil === undefined ? {} : { effectiveUntil };
  return { departmentId, doctorId, effectiveFrom, ...ends, week, ...overrides };
};

/** The hospital with a template, nothing of it published. */
export const aPlannedHospital = async (template: AddTemplate = templateOf()) => {
  const world = await inMemorySchedules();
  const { templateId } = must(await world.schedules.addTemplate(dispatcher, template));
  const sessions = async (range: { readonly from: string; readonly until: string } = dates) =>
    must(await world.schedules.listSessions(dispatcher, { ...range, hospitalId })).sessions;
  const audited = async () =>
    (await world.audit.page({ tenantId }, 100)).map(({ operation, object }) => [operation, object?.kind]);
  return { ...world, templateId, sessions, audited };
};

/** The same with the dates published. */
export const aPublishedHospital = async () => {
  const world = await aPlannedHospital();
  must(await world.schedules.publishSchedule(dispatcher, dates));
  const [first] = await world.sessions();
  if (!first) throw new Error('five sessions are published');
  return { ...world, clinicSessionId: first.session.id, first: first.session };
};
