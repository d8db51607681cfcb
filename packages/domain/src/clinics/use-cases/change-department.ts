import type { NotAllowed, NotFound } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import type { DepartmentId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import { auditClinic } from '../audit-clinic.js';
import type { ScheduleDeps } from '../deps.js';
import { permitAtHospital } from '../permit-at-hospital.js';
import type { DepartmentAnswer } from './add-department.js';

export type ChangeDepartment = { readonly departmentId: DepartmentId; readonly name: string };

/** Gives a department another name. */
export const makeChangeDepartment =
  ({ unitOfWork, clock }: ScheduleDeps) =>
  (
    actor: Person,
    { departmentId, name }: ChangeDepartment,
  ): Promise<Result<DepartmentAnswer, NotFound | NotAllowed>> =>
    unitOfWork.run<DepartmentAnswer, NotFound | NotAllowed>(async (stores) => {
      const department = await stores.directory.department(departmentId);
      if (!department) return err({ type: 'NotFound' });
      const operation = 'directory.change';
      const permitted = await permitAtHospital(stores, operation, actor, department);
      if (!permitted.ok) return permitted;
      await stores.directory.save({ departments: [{ ...department, name }] });
      const { by, tenantId } = permitted.value;
      const object = { kind: 'department', id: departmentId } as const;
      await auditClinic(stores, {
        operation,
        by,
        at: clock.now(),
        tenantId,
        object,
        facts: { isNew: false },
      });
      return ok({ departmentId });
    });
