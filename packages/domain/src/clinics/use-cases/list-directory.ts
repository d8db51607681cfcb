import type { NotAllowed, NotFound } from '../../policy/index.js';
import type { ClinicResources } from '../../schedules/index.js';
import type { Caller } from '../../shared/actor.js';
import type { HospitalId } from '../../shared/ids.js';
import { ok, type Result } from '../../shared/result.js';
import type { ScheduleDeps } from '../deps.js';
import { permitAtHospital } from '../permit-at-hospital.js';

/** Departments, doctors and rooms that the actor's tenant runs in a hospital. */
export const makeListDirectory =
  ({ unitOfWork }: ScheduleDeps) =>
  (
    actor: Caller,
    { hospitalId }: { readonly hospitalId: HospitalId },
  ): Promise<Result<ClinicResources, NotFound | NotAllowed>> =>
    unitOfWork.run<ClinicResources, NotFound | NotAllowed>(async (stores) => {
      const where = { tenantId: actor.tenantId, hospitalId };
      const permitted = await permitAtHospital(stores, 'directory.read', actor, where);
      if (!permitted.ok) return permitted;
      return ok(await stores.directory.ofHospital(where));
    });
