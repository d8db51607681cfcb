import { authorizeStanding } from '../../accounts/index.js';
import type { Denied } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import type { HospitalId } from '../../shared/ids.js';
import { ok, type Result } from '../../shared/result.js';
import type { Partner } from '../partner.js';
import {
  checkRoomForKey,
  endOfKey,
  hospitalsFollowed,
  type KeyOver,
  type PartnerKey,
} from '../partner-key.js';
import type { PartnerDeps } from './deps.js';

/** A key without what it is found by, and why it counts no more. */
export type ListedKey = Omit<PartnerKey, 'hash'> & { readonly over?: KeyOver['why'] };
export type ListedPartner = Partner & {
  readonly keys: readonly ListedKey[];
  /** Whether it may be given one more. */
  readonly hasRoomForKey: boolean;
  /** See {@link hospitalsFollowed}. */
  readonly followedHospitalIds: readonly HospitalId[];
};

const listed = ({ hash: _, ...key }: PartnerKey, now: Date): ListedKey => {
  const over = endOfKey(key, now);
  return over ? { ...key, over } : key;
};

/** All partners of the tenant by name, each with its keys, the newest first. */
export const makeListPartners =
  ({ unitOfWork, clock }: PartnerDeps) =>
  async (actor: Person): Promise<Result<readonly ListedPartner[], Denied>> => {
    const now = clock.now();
    const by = authorizeStanding('partner.list', actor, now);
    if (!by.ok) return by;
    return unitOfWork.run<readonly ListedPartner[], never>(async ({ partners, partnerKeys }) => {
      const all: ListedPartner[] = [];
      for (const partner of await partners.ofTenant(actor.tenantId)) {
        const keys = await partnerKeys.ofPartner(partner.id);
        all.push({
          ...partner,
          keys: keys.map((key) => listed(key, now)),
          hasRoomForKey: checkRoomForKey(keys, now).ok,
          followedHospitalIds: hospitalsFollowed(keys, now),
        });
      }
      return ok(all);
    });
  };
