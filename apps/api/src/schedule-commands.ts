import type {
  addExceptionInput,
  addTemplateInput,
  clinicSessionInput,
  draftSessionInput,
} from '@banzhen/contracts';
import type { ClinicSessionRequest } from '@banzhen/domain/clinics';
import type { ScheduleException, SessionPlan, WeeklyTemplate } from '@banzhen/domain/schedules';
import {
  type ClinicSessionId,
  type DepartmentId,
  type HospitalId,
  idFrom,
  type RoomId,
} from '@banzhen/domain/shared/ids';
import type { z } from 'zod';

export const hospitalOf = ({ hospitalId }: { readonly hospitalId: string }) => ({
  hospitalId: idFrom<HospitalId>(hospitalId),
});

export const inDepartment = ({ departmentId }: { readonly departmentId: string }) => ({
  departmentId: idFrom<DepartmentId>(departmentId),
});

export const inRoom = ({ roomId }: { readonly roomId: string }) => ({ roomId: idFrom<RoomId>(roomId) });

export const planOf = (sent: z.output<typeof draftSessionInput>['plan']): SessionPlan => ({
  ...sent,
  ...inRoom(sent),
});

type TemplateSent = z.output<typeof addTemplateInput>;

export const weekOf = (sent: TemplateSent['week']): WeeklyTemplate['week'] =>
  sent.map((plan) => ({ ...plan, ...inRoom(plan) }));

/** The dates of a template, without an end that was not sent. */
export const effectiveOf = ({
  effectiveFrom,
  effectiveUntil,
}: Pick<TemplateSent, 'effectiveFrom' | 'effectiveUntil'>): Pick<
  WeeklyTemplate,
  'effectiveFrom' | 'effectiveUntil'
> => ({ effectiveFrom, ...(effectiveUntil === undefined ? {} : { effectiveUntil }) });

export const exceptionOf = (sent: z.output<typeof addExceptionInput>['exception']): ScheduleException =>
  'plan' in sent ? { ...sent, plan: planOf(sent.plan) } : sent;

export const requestOf = ({
  clinicSessionId,
  expectedVersion,
  reason,
}: z.output<typeof clinicSessionInput>): ClinicSessionRequest => ({
  clinicSessionId: idFrom<ClinicSessionId>(clinicSessionId),
  ...(expectedVersion === undefined ? {} : { expectedVersion }),
  ...(reason === undefined ? {} : { reason }),
});
