import { authorizeStanding, byPerson, type Origin, recordDone, recordRefusal } from '../../accounts/index.js';
import type { Denied } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import { idFrom, type PartnerId, type PartnerKeyId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import { keyText } from '../key-text.js';
import {
  checkQuota,
  checkRoomForKey,
  type KeyLifeUnfit,
  type KeyScope,
  type KeyScopeUnfit,
  keyEnd,
  type NetworkUnfit,
  type PartnerKey,
  type QuotaUnfit,
  type TooManyKeys,
} from '../partner-key.js';
import type { SigningKeyUnfit } from '../request-signature.js';
import { checkNetworks, checkScope } from './check-scope.js';
import type { PartnerDeps } from './deps.js';

export type CreateKey = {
  readonly partnerId: PartnerId;
  readonly scope: KeyScope;
  /** CIDR ranges; from anywhere where there are none. */
  readonly networks: readonly string[];
  /** Requests a UTC day. */
  readonly dailyQuota: number;
  /** Whole days. */
  readonly days: number;
  /** The partner's Ed25519 public key, PEM or its base64: what changes something has to be signed then. */
  readonly signingKey?: string | undefined;
};

/** The only time that the key itself is told. */
export type CreatedKey = { readonly keyId: PartnerKeyId; readonly key: string; readonly expiresAt: Date };

type Refused =
  | Denied
  | TooManyKeys
  | KeyLifeUnfit
  | KeyScopeUnfit
  | NetworkUnfit
  | QuotaUnfit
  | SigningKeyUnfit;

/** Gives a partner a key, for some operations at some hospitals, for a year at most; two may be live, so that one can take the place of the other (5.9). */
export const makeCreateKey =
  (deps: PartnerDeps) =>
  (actor: Person, origin: Origin, command: CreateKey): Promise<Result<CreatedKey, Refused>> => {
    const { partnerId, dailyQuota, days } = command;
    const audited = byPerson('partner-key.create', actor, origin, { kind: 'partner', id: partnerId });
    return recordRefusal<Result<CreatedKey, Refused>>(deps, audited, async () => {
      const now = deps.clock.now();
      const by = authorizeStanding('partner-key.create', actor, now);
      if (!by.ok) return by;
      const expiresAt = keyEnd(days, now);
      if (!expiresAt.ok) return expiresAt;
      const quota = checkQuota(dailyQuota);
      if (!quota.ok) return quota;
      const networks = checkNetworks(deps.addresses, command.networks);
      if (!networks.ok) return networks;
      const signingKey = command.signingKey && deps.signatures.publicKeyOf(command.signingKey);
      if (command.signingKey !== undefined && !signingKey) return err({ type: 'SigningKeyUnfit' });
      const scope: KeyScope = {
        hospitalIds: [...new Set(command.scope.hospitalIds)],
        operations: [...new Set(command.scope.operations)].toSorted(),
      };
      const keyId = idFrom<PartnerKeyId>(deps.ids.next());
      const text = keyText(deps.mode, keyId, deps.secrets.keySecret());
      const key: PartnerKey = {
        id: keyId,
        partnerId,
        hash: deps.secrets.tokenHash(text),
        scope,
        networks: networks.value,
        dailyQuota,
        ...(signingKey ? { signingKey } : {}),
        createdAt: now,
        createdBy: actor.accountId,
        expiresAt: expiresAt.value,
      };
      return deps.unitOfWork.run<CreatedKey, Refused>(async (stores) => {
        const partner = await stores.partners.lock(partnerId);
        if (partner?.tenantId !== actor.tenantId) return err({ type: 'NotFound' });
        const fit = await checkScope(stores.catalogue, scope);
        if (!fit.ok) return fit;
        const room = checkRoomForKey(await stores.partnerKeys.ofPartner(partnerId), now);
        if (!room.ok) return room;
        await stores.partnerKeys.insert(key);
        const facts = {
          keyId,
          days,
          isSigned: signingKey !== undefined,
          hospitals: scope.hospitalIds,
          operations: scope.operations,
        };
        await recordDone(stores, { ...audited, actor: by.value }, now, facts);
        return ok({ keyId, key: text, expiresAt: key.expiresAt });
      });
    });
  };
