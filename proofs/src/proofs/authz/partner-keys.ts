import { type AccountId, type HospitalId, idFrom, type TenantId } from '@banzhen/domain/shared/ids';
import { type OpenDatabase, uuidv7, uuidv7Ids } from '@banzhen/postgres';
import { upsertHospitals } from '@banzhen/postgres/registry';
import { addHook, type Hook, type HookOwner, newHook } from '../../partner-endpoint.js';
import { addPartner } from '../../partner-key.js';

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

export type Caller = KeyHolder | 'nobody';

/** What the sentences say at the door: how a call ends before it is known what it is about, if it does. */
export const refusedAtDoor = (caller: Caller, operation: string): string | undefined => {
  if (caller === 'nobody') return 'KeyInvalid';
  const { over, networks, operations }: KeyTraits = keyHolders[caller];
  if (over) return 'KeyOver';
  if (networks) return 'KeyNotFromHere';
  return operations && !operations.includes(operation) ? 'KeyOutOfScope' : undefined;
};

/** Whether something of one of the tenants, at the hospital of the world, is somebody's who shows a key. */
export const isOfHolder = (caller: Caller, of: 'home' | 'foreign'): boolean => {
  if (caller === 'nobody') return false;
  const { hospital, tenant }: KeyTraits = keyHolders[caller];
  return hospital === undefined && tenant === of;
};

interface Place {
  readonly tenants: Readonly<Record<'home' | 'foreign', TenantId>>;
  readonly hospitalId: HospitalId;
  readonly cityCode: string;
  /** Who gives out the keys, in each tenant. */
  readonly staff: Readonly<Record<'home' | 'foreign', AccountId>>;
}

/** A partner with a key for each of them; answers the keys, and an endpoint of one partner in each tenant. */
export async function addKeyHolders(
  database: OpenDatabase,
  { tenants, hospitalId, cityCode, staff }: Place,
): Promise<{
  readonly keys: ReadonlyMap<KeyHolder, string>;
  readonly hooks: Readonly<Record<'home' | 'foreign', Hook>>;
}> {
  const anotherHospitalId = idFrom<HospitalId>(uuidv7());
  const plain = { district: '', kind: '', grade: '' };
  await upsertHospitals(
    database.db,
    cityCode,
    [{ id: anotherHospitalId, code: 'another', name: '另一家医院', ...plain }],
    uuidv7Ids(),
  );
  const owners: (HookOwner & { readonly hook: Hook })[] = [];
  const keys = new Map<KeyHolder, string>();
  const hooks = { home: newHook(), foreign: newHook() };
  for (const name of keyHolderNames) {
    const { tenant, hospital, ...traits }: KeyTraits = keyHolders[name];
    const tenantId = tenants[tenant];
    const { key, partnerId, accountId } = await addPartner(database, {
      ...traits,
      name,
      tenantId,
      hospitalId: hospital === 'another' ? anotherHospitalId : hospitalId,
      staff: staff[tenant],
    });
    if (name === 'partner' || name === 'foreign partner')
      owners.push({ hook: hooks[tenant], tenantId, partnerId, accountId, hospitalId });
    keys.set(name, key);
  }
  for (const { hook, ...owner } of owners) await addHook(database, owner, { hook, isActive: false });
  return { keys, hooks };
}
