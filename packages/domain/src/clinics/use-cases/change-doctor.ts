import type { NotAllowed, NotFound } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import type { DoctorId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import { auditClinic } from '../audit-clinic.js';
import type { ScheduleDeps } from '../deps.js';
import { checkOwn, hospitalOfDoctor, type NotOfHospital } from '../own-resources.js';
import { permitAtHospital } from '../permit-at-hospital.js';
import type { AddDoctor, DoctorAnswer } from './add-doctor.js';

export type ChangeDoctor = AddDoctor & { readonly doctorId: DoctorId };

type Refused = NotFound | NotAllowed | NotOfHospital;

/**
 * Replaces what is known of a doctor, and with another department of the same hospital their place in it. Templates and
 * sessions that are there stay in the department in which they were made.
 */
export const makeChangeDoctor =
  ({ unitOfWork, clock }: ScheduleDeps) =>
  (
    actor: Person,
    { doctorId, departmentId, name, title, introduction }: ChangeDoctor,
  ): Promise<Result<DoctorAnswer, Refused>> =>
    unitOfWork.run<DoctorAnswer, Refused>(async (stores) => {
      const doctor = await stores.directory.doctor(doctorId);
      if (!doctor) return err({ type: 'NotFound' });
      const { tenantId } = doctor;
      const where = { tenantId, hospitalId: await hospitalOfDoctor(stores, doctor) };
      const operation = 'directory.change';
      const permitted = await permitAtHospital(stores, operation, actor, where);
      if (!permitted.ok) return permitted;
      const own = await checkOwn(stores, where, { departmentId });
      if (!own.ok) return own;
      await stores.directory.save({ doctors: [{ ...doctor, departmentId, name, title, introduction }] });
      const { by } = permitted.value;
      const object = { kind: 'doctor', id: doctorId } as const;
      const facts = { isNew: false, departmentId };
      await auditClinic(stores, { operation, by, at: clock.now(), tenantId, object, facts });
      return ok({ doctorId });
    });
