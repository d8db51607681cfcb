import type { NotAllowed, NotFound } from '../../policy/index.js';
import {
  draftSession,
  type ExpansionFault,
  expandTemplate,
  type Occupied,
  type SessionMoveRefused,
  type SessionPlan,
} from '../../schedules/index.js';
import type { Person } from '../../shared/actor.js';
import { dateAfter, type LocalDate } from '../../shared/calendar.js';
import {
  type ClinicSessionId,
  type DepartmentId,
  type DoctorId,
  idFrom,
  type TemplateId,
} from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import { auditClinic } from '../audit-clinic.js';
import { type ClinicSessionAnswer, sessionAnswer } from '../change-clinic-session.js';
import type { ScheduleDeps } from '../deps.js';
import { checkOwn, hospitalOfDoctor, type NotOfHospital } from '../own-resources.js';
import { permitAtHospital } from '../permit-at-hospital.js';
import { sessionMessage } from '../save-clinic-session.js';

export type DraftSession = {
  readonly doctorId: DoctorId;
  readonly departmentId: DepartmentId;
  /** On the clinic's calendar. */
  readonly date: LocalDate;
  readonly plan: SessionPlan;
};

type Refused = NotFound | NotAllowed | NotOfHospital | ExpansionFault | SessionMoveRefused | Occupied;

/** A clinic session beside the week of its doctor, as a draft: it takes nobody's time until it is published (6.8). */
export const makeDraftSession =
  ({ unitOfWork, clock, ids, calendar }: ScheduleDeps) =>
  (
    actor: Person,
    { doctorId, departmentId, date, plan }: DraftSession,
  ): Promise<Result<ClinicSessionAnswer, Refused>> =>
    unitOfWork.run<ClinicSessionAnswer, Refused>(async (stores) => {
      const doctor = await stores.directory.doctor(doctorId);
      if (!doctor) return err({ type: 'NotFound' });
      const where = { tenantId: doctor.tenantId, hospitalId: await hospitalOfDoctor(stores, doctor) };
      const operation = 'clinic-session.draft';
      const permitted = await permitAtHospital(stores, operation, actor, where);
      if (!permitted.ok) return permitted;
      const own = await checkOwn(stores, where, { departmentId, roomIds: [plan.roomId] });
      if (!own.ok) return own;
      const { by, zone, cityCode } = permitted.value;
      const template = { ...where, departmentId, doctorId, zone, effectiveFrom: date, week: [] };
      const expansion = {
        from: date,
        until: dateAfter(date, 1),
        holidays: [],
        exceptions: [{ date, kind: 'extra', plan }],
      } as const;
      const id = idFrom<ClinicSessionId>(ids.next());
      const plans = expandTemplate({ ...template, id: idFrom<TemplateId>(id) }, expansion, calendar);
      if (!plans.ok) return plans;
      const [planned] = plans.value;
      if (!planned) throw new Error('an extra session of a date is planned on it');
      const now = clock.now();
      const draft = draftSession(id, planned, { now, by });
      if (!draft.ok) return draft;
      const inserted = await stores.sessions.insert([draft.value.session]);
      if (!inserted.ok) return inserted;
      await stores.outbox.append(
        draft.value.events.map((event) => sessionMessage(event, { ...where, cityCode })),
      );
      const object = { kind: 'clinic-session', id } as const;
      await auditClinic(stores, {
        operation,
        by,
        at: now,
        tenantId: where.tenantId,
        object,
        facts: { doctorId },
      });
      return ok(sessionAnswer(draft.value.session));
    });
