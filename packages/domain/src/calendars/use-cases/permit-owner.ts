import { authorize, type Denied, type OperationId, standingRelations } from '../../policy/index.js';
import type { ActorRef, Person } from '../../shared/actor.js';
import type { DoctorId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import type { CalendarOwner } from '../calendar-link.js';
import type { CalendarStores } from '../ports.js';

type Permitted = { readonly owner: CalendarOwner; readonly by: ActorRef };

/** The actor's own calendar, which escorts have. */
export const permitOwn = (operation: OperationId, actor: Person): Result<Permitted, Denied> => {
  const by = authorize(operation, actor, new Set(standingRelations(actor)));
  if (!by.ok) return by;
  if (!actor.escortId) throw new Error(`${operation} is for others than escorts`);
  return ok({ owner: { kind: 'escort', escortId: actor.escortId }, by: by.value });
};

/** The calendar of a doctor of the actor's tenant, at a hospital of their cities (A9, A29). */
export const permitDoctor = async (
  { directory, catalogue }: CalendarStores,
  operation: OperationId,
  actor: Person,
  doctorId: DoctorId,
): Promise<Result<Permitted, Denied>> => {
  const doctor = await directory.doctor(doctorId);
  const department = doctor && (await directory.department(doctor.departmentId));
  const hospital = department && (await catalogue.hospital(department.hospitalId));
  if (!hospital || doctor.tenantId !== actor.tenantId) return err({ type: 'NotFound' });
  const by = authorize(operation, actor, new Set(standingRelations(actor, hospital.cityCode)));
  return by.ok ? ok({ owner: { kind: 'doctor', doctorId }, by: by.value }) : by;
};
