import type { NotAllowed, NotFound } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import type { RoomId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import { auditClinic } from '../audit-clinic.js';
import type { ScheduleDeps } from '../deps.js';
import { permitAtHospital } from '../permit-at-hospital.js';
import type { RoomAnswer } from './add-room.js';

export type ChangeRoom = { readonly roomId: RoomId; readonly name: string };

/** Gives a room another name. */
export const makeChangeRoom =
  ({ unitOfWork, clock }: ScheduleDeps) =>
  (actor: Person, { roomId, name }: ChangeRoom): Promise<Result<RoomAnswer, NotFound | NotAllowed>> =>
    unitOfWork.run<RoomAnswer, NotFound | NotAllowed>(async (stores) => {
      const room = await stores.directory.room(roomId);
      if (!room) return err({ type: 'NotFound' });
      const operation = 'directory.change';
      const permitted = await permitAtHospital(stores, operation, actor, room);
      if (!permitted.ok) return permitted;
      await stores.directory.save({ rooms: [{ ...room, name }] });
      const { by, tenantId } = permitted.value;
      const object = { kind: 'room', id: roomId } as const;
      await auditClinic(stores, {
        operation,
        by,
        at: clock.now(),
        tenantId,
        object,
        facts: { isNew: false },
      });
      return ok({ roomId });
    });
