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
  type WebhookDeliveryId,
  type WebhookEndpointId,
} from '@banzhen/domain/shared/ids';
import { ok } from '@banzhen/domain/shared/result';
import { must } from '@banzhen/domain/testing';
import {
  type OpenDatabase,
  postgresPartnerUnitOfWork,
  postgresWebhookUnitOfWork,
  uuidv7,
  uuidv7Ids,
} from '@banzhen/postgres';
import { upsertHospitals } from '@banzhen/postgres/registry';
import { secrets } from '@banzhen/vault';
import { sealer } from '../../keys.js';

/** What is special about a key; one without anything may do everything at the hospital of the world. */
export interface KeyTraits {
  readonly tenant: 'home' | 'foreign';
  readonly hospital?: 'another';
  readonly operations?: readonly string[];
  readonly networks?: readonly string[];
  readonly over?: 'revoked' | 'expired';
}

/** Everybody who shows a key. */
export const keyHolders = {
  partner: { tenant: 'home' },
  'partner of another hospital': { tenant: 'home', hospital: 'another' },
  'partner with a revoked key': { tenant: 'home', over: 'revoked' },
  'partner with an expired key': { tenant: 'home', over: 'expired' },
  'partner with a key for the directory': { tenant: 'home', operations: ['directory.read'] },
  'partner from another network': { tenant: 'home', networks: ['203.0.113.0/24'] },
  'foreign partner': { tenant: 'foreign' },
} as const satisfies Record<string, KeyTraits>;

export type KeyHolder = keyof typeof keyHolders;
export const keyHolderNames = Object.keys(keyHolders) as readonly KeyHolder[];

interface Place {
  readonly tenants: Readonly<Record<'home' | 'foreign', TenantId>>;
  readonly hospitalId: HospitalId;
  readonly cityCode: string;
  /** Who gives out the keys, in each tenant. */
  readonly staff: Readonly<Record<'home' | 'foreign', AccountId>>;
}

const MODE: KeyMode = 'test';

/** Where a partner is told of events, and something that was told there. */
export interface Hook {
  readonly endpointId: string;
  readonly deliveryId: string;
}

export const newHook = (): Hook => ({ endpointId: uuidv7(), deliveryId: uuidv7() });

/** A partner with a key for each of them; answers the keys, and an endpoint of one partner in each tenant. */
export async function addKeyHolders(
  { db }: OpenDatabase,
  { tenants, hospitalId, cityCode, staff }: Place,
): Promise<{
  readonly keys: ReadonlyMap<KeyHolder, string>;
  readonly hooks: Readonly<Record<'home' | 'foreign', Hook>>;
}> {
  const anotherHospitalId = idFrom<HospitalId>(uuidv7());
  const plain = { district: '', kind: '', grade: '' };
  await upsertHospitals(
    db,
    cityCode,
    [{ id: anotherHospitalId, code: 'another', name: '另一家医院', ...plain }],
    uuidv7Ids(),
  );
  const now = Date.now();
  const owners: Owner[] = [];
  const keys = new Map<KeyHolder, string>();
  const hooks = { home: newHook(), foreign: newHook() };
  for (const name of keyHolderNames) {
    const traits: KeyTraits = keyHolders[name];
    const id = idFrom<PartnerKeyId>(uuidv7());
    const partnerId = idFrom<PartnerId>(uuidv7());
    const text = keyText(MODE, id, secrets.keySecret());
    const createdAt = new Date(now - 2 * DAY_MS);
    await postgresPartnerUnitOfWork({ db, sealer }).run<void, never>(async ({ partners, partnerKeys }) => {
      const accountId = idFrom<AccountId>(uuidv7());
      const tenantId = tenants[traits.tenant];
      must(await partners.insert({ id: partnerId, tenantId, accountId, kind: 'clinic', name, createdAt }));
      await partnerKeys.insert({
        id,
        partnerId,
        hash: secrets.tokenHash(text),
        scope: {
          hospitalIds: [traits.hospital === 'another' ? anotherHospitalId : hospitalId],
          operations: traits.operations ?? partnerOperations,
        },
        networks: traits.networks ?? [],
        dailyQuota: 1_000_000,
        createdAt,
        createdBy: staff[traits.tenant],
        expiresAt: new Date(traits.over === 'expired' ? now - DAY_MS : now + DAY_MS),
      });
      if (name === 'partner' || name === 'foreign partner')
        owners.push({ hook: hooks[traits.tenant], tenantId, partnerId, accountId });
      if (traits.over === 'revoked') await partnerKeys.revoke(id, new Date(now - DAY_MS));
      return ok(undefined);
    });
    keys.set(name, text);
  }
  for (const owner of owners) await addHook(db, owner, hospitalId);
  return { keys, hooks };
}

type Owner = {
  readonly hook: Hook;
  readonly tenantId: TenantId;
  readonly partnerId: PartnerId;
  readonly accountId: AccountId;
};

/** Disabled, so that nothing is sent while its deliveries are replayed. */
async function addHook(
  db: OpenDatabase['db'],
  { hook, tenantId, partnerId, accountId }: Owner,
  hospitalId: HospitalId,
): Promise<void> {
  const at = new Date();
  await postgresWebhookUnitOfWork({ db, sealer }).run<void, never>(async ({ endpoints, deliveries }) => {
    const endpointId = idFrom<WebhookEndpointId>(hook.endpointId);
    await endpoints.insert({
      ...{
        id: endpointId,
        tenantId,
        partnerId,
        accountId,
        url: 'https://clinic.example/',
        hospitalIds: [hospitalId],
      },
      ...{
        eventTypes: [],
        state: 'disabled',
        disabled: { why: 'by-hand', at },
        createdAt: at,
        createdBy: accountId,
        version: 1,
      },
    });
    const event = {
      id: uuidv7(),
      type: 'AppointmentBooked',
      about: 'appointment',
      subjectId: uuidv7(),
      version: 1,
      at,
    } as const;
    await deliveries.insert({
      ...{
        id: idFrom<WebhookDeliveryId>(hook.deliveryId),
        endpointId,
        event,
        state: 'failed',
        attempts: 0,
        roundFrom: 0,
      },
      ...{ dueAt: at, createdAt: at, finishedAt: at },
    });
    return ok(undefined);
  });
}
