import { authorizeStanding, byPerson, type Origin, recordDone, recordRefusal } from '../../accounts/index.js';
import type { Denied } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import { type ClinicSystemId, type HospitalId, idFrom, type PartnerId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import type { WebhookUrlUnfit } from '../../webhooks/index.js';
import type { SystemKnown } from '../clinic-system.js';
import { addressIn } from './address-in.js';
import type { ClinicSystemDeps } from './deps.js';

export type ConnectSystem = {
  readonly partnerId: PartnerId;
  readonly hospitalId: HospitalId;
  readonly url: string;
};

/** The only time that the secret is told. */
export type ConnectedSystem = {
  readonly systemId: ClinicSystemId;
  readonly version: number;
  readonly secret: string;
};

type Refused = Denied | SystemKnown | WebhookUrlUnfit;

/**
 * From now on the system at this address is asked about appointments of the tenant in this hospital. It begins paused: what it
 * is signed with has to be there first.
 */
export const makeConnectSystem =
  (deps: ClinicSystemDeps) =>
  (actor: Person, origin: Origin, command: ConnectSystem): Promise<Result<ConnectedSystem, Refused>> => {
    const operation = 'clinic-system.connect';
    const { partnerId, hospitalId } = command;
    const audited = byPerson(operation, actor, origin, { kind: 'partner', id: partnerId });
    return recordRefusal<Result<ConnectedSystem, Refused>>(deps, audited, async () => {
      const now = deps.clock.now();
      const by = authorizeStanding(operation, actor, now);
      if (!by.ok) return by;
      const url = addressIn(deps, command.url);
      if (!url.ok) return url;
      const systemId = idFrom<ClinicSystemId>(deps.ids.next());
      const secret = deps.signer.secret();
      return deps.unitOfWork.run<ConnectedSystem, Refused>(async (stores) => {
        const partner = await stores.partners.lock(partnerId);
        if (partner?.tenantId !== actor.tenantId) return err({ type: 'NotFound' });
        if (!(await stores.catalogue.hospital(hospitalId))) return err({ type: 'NotFound' });
        const system = {
          ...{
            id: systemId,
            tenantId: partner.tenantId,
            hospitalId,
            partnerId,
            accountId: partner.accountId,
          },
          ...{ url: url.value, state: 'paused' as const },
          ...{ createdAt: now, createdBy: actor.accountId, version: 1 },
        };
        const inserted = await stores.systems.insert(system);
        if (!inserted.ok) return inserted;
        await stores.systemSecrets.add(systemId, { text: secret, createdAt: now });
        const facts = { systemId, hospitals: [hospitalId] };
        await recordDone(stores, { ...audited, actor: by.value }, now, facts);
        return ok({ systemId, version: system.version, secret });
      });
    });
  };
