import { type KeyMode, keyText } from '@banzhen/domain/partners';
import { partnerOperations } from '@banzhen/domain/policy';
import { DAY_MS } from '@banzhen/domain/shared/clock';
import {
  type AccountId,
  type HospitalId,
  idFrom,
  type PartnerId,
  type PartnerKeyId,
  type TenantId,
} from '@banzhen/domain/shared/ids';
import { ok } from '@banzhen/domain/shared/result';
import { must } from '@banzhen/domain/testing';
import { type OpenDatabase, postgresPartnerUnitOfWork, uuidv7 } from '@banzhen/postgres';
import { secrets } from '@banzhen/vault';
import { sealer } from './keys.js';

const MODE: KeyMode = 'test';

/** A partner and what its one key is for; for everything, from anywhere and for a day unless told. */
export interface PartnerWish {
  readonly tenantId: TenantId;
  readonly name: string;
  readonly hospitalId: HospitalId;
  /** Who gives out the key. */
  readonly staff: AccountId;
  readonly operations?: readonly string[];
  readonly networks?: readonly string[];
  readonly over?: 'revoked' | 'expired';
}

/** Somebody who shows a key. */
export interface PartnerWithKey {
  readonly partnerId: PartnerId;
  readonly accountId: AccountId;
  readonly key: string;
}

/** Makes a partner with one key. */
export async function addPartner({ db }: OpenDatabase, wish: PartnerWish): Promise<PartnerWithKey> {
  const now = Date.now();
  const id = idFrom<PartnerKeyId>(uuidv7());
  const partnerId = idFrom<PartnerId>(uuidv7());
  const accountId = idFrom<AccountId>(uuidv7());
  const key = keyText(MODE, id, secrets.keySecret());
  const createdAt = new Date(now - 2 * DAY_MS);
  const { tenantId, name } = wish;
  await postgresPartnerUnitOfWork({ db, sealer }).run<void, never>(async ({ partners, partnerKeys }) => {
    must(await partners.insert({ id: partnerId, tenantId, accountId, kind: 'clinic', name, createdAt }));
    await partnerKeys.insert({
      id,
      partnerId,
      hash: secrets.tokenHash(key),
      scope: { hospitalIds: [wish.hospitalId], operations: wish.operations ?? partnerOperations },
      networks: wish.networks ?? [],
      dailyQuota: 1_000_000,
      createdAt,
      createdBy: wish.staff,
      expiresAt: new Date(wish.over === 'expired' ? now - DAY_MS : now + DAY_MS),
    });
    if (wish.over === 'revoked') await partnerKeys.revoke(id, new Date(now - DAY_MS));
    return ok(undefined);
  });
  return { partnerId, accountId, key };
}
