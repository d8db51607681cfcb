import type { NotAllowed, NotFound } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import { type HospitalId, idFrom, type RoomId } from '../../shared/ids.js';
import { ok, type Result } from '../../shared/result.js';
import { auditClinic } from '../audit-clinic.js';
import type { ScheduleDeps } from '../deps.js';
import { permitAtHospital } from '../permit-at-hospital.js';

export type AddRoom = { readonly hospitalId: HospitalId; readonly name: string };
export type RoomAnswer = { readonly roomId: RoomId };

/** A room 诊室 that the actor's tenant has in a hospital from now on; its time is a resource (C7). */
export const makeAddRoom =
  ({ unitOfWork, clock, ids }: ScheduleDeps) =>
  (actor: Person, { hospitalId, name }: AddRoom): Promise<Result<RoomAnswer, NotFound | NotAllowed>> =>
    unitOfWork.run<RoomAnswer, NotFound | NotAllowed>(async (stores) => {
      const { tenantId } = actor;
      const operation = 'directory.change';
      const permitted = await permitAtHospital(stores, operation, actor, { tenantId, hospitalId });
      if (!permitted.ok) return permitted;
      const id = idFrom<RoomId>(ids.next());
      await stores.directory.save({ rooms: [{ id, tenantId, hospitalId, name }] });
      const { by } = permitted.value;
      const object = { kind: 'room', id } as const;
      await auditClinic(stores, { operation, by, at: clock.now(), tenantId, object, facts: { isNew: true } });
      return ok({ roomId: id });
    });
