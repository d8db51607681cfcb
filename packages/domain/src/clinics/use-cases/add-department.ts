import type { NotAllowed, NotFound } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import { type DepartmentId, type HospitalId, idFrom } from '../../shared/ids.js';
import { ok, type Result } from '../../shared/result.js';
import { auditClinic } from '../audit-clinic.js';
import type { ScheduleDeps } from '../deps.js';
import { permitAtHospital } from '../permit-at-hospital.js';

export type AddDepartment = { readonly hospitalId: HospitalId; readonly name: string };
export type DepartmentAnswer = { readonly departmentId: DepartmentId };

/** A department 科室 that the actor's tenant runs in a hospital from now on (C16). */
export const makeAddDepartment =
  ({ unitOfWork, clock, ids }: ScheduleDeps) =>
  (
    actor: Person,
    { hospitalId, name }: AddDepartment,
  ): Promise<Result<DepartmentAnswer, NotFound | NotAllowed>> =>
    unitOfWork.run<DepartmentAnswer, NotFound | NotAllowed>(async (stores) => {
      const { tenantId } = actor;
      const operation = 'directory.change';
      const permitted = await permitAtHospital(stores, operation, actor, { tenantId, hospitalId });
      if (!permitted.ok) return permitted;
      const id = idFrom<DepartmentId>(ids.next());
      await stores.directory.save({ departments: [{ id, tenantId, hospitalId, name }] });
      const { by } = permitted.value;
      const object = { kind: 'department', id } as const;
      await auditClinic(stores, { operation, by, at: clock.now(), tenantId, object, facts: { isNew: true } });
      return ok({ departmentId: id });
    });
