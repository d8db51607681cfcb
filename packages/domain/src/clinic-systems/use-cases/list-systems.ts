import { authorizeStanding } from '../../accounts/index.js';
import type { Denied } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import type { PartnerId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import type { ClinicSystem, Waiting } from '../clinic-system.js';
import type { ClinicSystemDeps } from './deps.js';

export type ListedSystem = { readonly system: ClinicSystem; readonly waiting: Waiting };

/** The systems of a partner, the oldest first, with what they are still to be asked or told. Secrets are told by none. */
export const makeListSystems =
  ({ unitOfWork, clock }: ClinicSystemDeps) =>
  async (actor: Person, partnerId: PartnerId): Promise<Result<readonly ListedSystem[], Denied>> => {
    const by = authorizeStanding('clinic-system.list', actor, clock.now());
    if (!by.ok) return by;
    return unitOfWork.run<readonly ListedSystem[], Denied>(async ({ partners, systems }) => {
      const partner = await partners.find(partnerId);
      if (partner?.tenantId !== actor.tenantId) return err({ type: 'NotFound' });
      const listed: ListedSystem[] = [];
      for (const system of await systems.ofPartner(partnerId))
        listed.push({ system, waiting: await systems.waiting(system.id) });
      return ok(listed);
    });
  };
