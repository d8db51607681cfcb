import { authorizeStanding, byPerson, type Origin, recordDone, recordRefusal } from '../../accounts/index.js';
import type { Denied } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import type { PartnerKeyId } from '../../shared/ids.js';
import { done, err, type Result } from '../../shared/result.js';
import type { PartnerDeps } from './deps.js';

/** Ends a key at once; to end it again changes nothing. */
export const makeRevokeKey =
  (deps: PartnerDeps) =>
  (
    actor: Person,
    origin: Origin,
    { keyId }: { readonly keyId: PartnerKeyId },
  ): Promise<Result<void, Denied>> => {
    const audited = byPerson('partner-key.revoke', actor, origin, { kind: 'partner-key', id: keyId });
    return recordRefusal<Result<void, Denied>>(deps, audited, async () => {
      const now = deps.clock.now();
      const by = authorizeStanding('partner-key.revoke', actor, now);
      if (!by.ok) return by;
      return deps.unitOfWork.run<void, Denied>(async (stores) => {
        const key = await stores.partnerKeys.find(keyId);
        const partner = key && (await stores.partners.find(key.partnerId));
        if (partner?.tenantId !== actor.tenantId) return err({ type: 'NotFound' });
        const isNew = await stores.partnerKeys.revoke(keyId, now);
        await recordDone(stores, { ...audited, actor: by.value }, now, { partnerId: partner.id, isNew });
        return done;
      });
    });
  };
