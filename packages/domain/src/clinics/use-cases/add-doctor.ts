import type { NotAllowed, NotFound } from '../../policy/index.js';
import type { Doctor } from '../../schedules/index.js';
import type { Person } from '../../shared/actor.js';
import { type DoctorId, idFrom } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import { auditClinic } from '../audit-clinic.js';
import type { ScheduleDeps } from '../deps.js';
import { permitAtHospital } from '../permit-at-hospital.js';

export type AddDoctor = Pick<Doctor, 'departmentId' | 'name' | 'title' | 'introduction'>;
export type DoctorAnswer = { readonly doctorId: DoctorId };

/** A doctor of a department, as patients see them (C16). */
export const makeAddDoctor =
  ({ unitOfWork, clock, ids }: ScheduleDeps) =>
  (actor: Person, command: AddDoctor): Promise<Result<DoctorAnswer, NotFound | NotAllowed>> =>
    unitOfWork.run<DoctorAnswer, NotFound | NotAllowed>(async (stores) => {
      const { departmentId, name, title, introduction } = command;
      const department = await stores.directory.department(departmentId);
      if (!department) return err({ type: 'NotFound' });
      const operation = 'directory.change';
      const permitted = await permitAtHospital(stores, operation, actor, department);
      if (!permitted.ok) return permitted;
      const { by, tenantId } = permitted.value;
      const id = idFrom<DoctorId>(ids.next());
      await stores.directory.save({ doctors: [{ id, tenantId, departmentId, name, title, introduction }] });
      const object = { kind: 'doctor', id } as const;
      const facts = { isNew: true, departmentId };
      await auditClinic(stores, { operation, by, at: clock.now(), tenantId, object, facts });
      return ok({ doctorId: id });
    });
