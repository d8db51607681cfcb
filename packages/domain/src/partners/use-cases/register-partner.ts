import { authorizeStanding, byPerson, type Origin, recordDone, recordRefusal } from '../../accounts/index.js';
import type { Denied } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import { type AccountId, idFrom, type PartnerId } from '../../shared/ids.js';
import { ok, type Result } from '../../shared/result.js';
import {
  type Partner,
  type PartnerKind,
  type PartnerKnown,
  type PartnerNameUnfit,
  partnerName,
} from '../partner.js';
import type { PartnerDeps } from './deps.js';

export type RegisterPartner = { readonly name: string; readonly kind: PartnerKind };
export type RegisteredPartner = { readonly partnerId: PartnerId };

type Refused = Denied | PartnerKnown | PartnerNameUnfit;

/** Makes an organisation a partner of the tenant; without a key it may do nothing yet (A8). */
export const makeRegisterPartner =
  (deps: PartnerDeps) =>
  (actor: Person, origin: Origin, command: RegisterPartner): Promise<Result<RegisteredPartner, Refused>> => {
    const id = idFrom<PartnerId>(deps.ids.next());
    const audited = byPerson('partner.register', actor, origin, { kind: 'partner', id });
    return recordRefusal<Result<RegisteredPartner, Refused>>(deps, audited, async () => {
      const now = deps.clock.now();
      const by = authorizeStanding('partner.register', actor, now);
      if (!by.ok) return by;
      const name = partnerName(command.name);
      if (!name.ok) return name;
      const partner: Partner = {
        id,
        tenantId: actor.tenantId,
        accountId: idFrom<AccountId>(deps.ids.next()),
        kind: command.kind,
        name: name.value,
        createdAt: now,
      };
      return deps.unitOfWork.run<RegisteredPartner, PartnerKnown>(async (stores) => {
        const inserted = await stores.partners.insert(partner);
        if (!inserted.ok) return inserted;
        await recordDone(stores, { ...audited, actor: by.value }, now, { kind: partner.kind });
        return ok({ partnerId: id });
      });
    });
  };
