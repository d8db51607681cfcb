import type { EscortProfile } from '@banzhen/domain/dispatch';
import { defaultVisitPolicy } from '@banzhen/domain/shared/default-visit-policy';
import {
  type AccountId,
  type EscortId,
  type HospitalId,
  idFrom,
  type PatientId,
  type TenantId,
} from '@banzhen/domain/shared/ids';
import { fen } from '@banzhen/domain/shared/money';
import { type PhoneNumber, parsePhoneNumber } from '@banzhen/domain/shared/phone-number';
import { type Database, publishFirstVisitPolicy, publishVisitPolicy, uuidv7Ids } from '@banzhen/postgres';
import {
  saveAccount,
  saveCity,
  saveEscort,
  savePatient,
  saveService,
  upsertHospitals,
} from '@banzhen/postgres/registry';
import { inParallel } from './in-parallel.js';
import { sealer } from './keys.js';

/** A city of its own: nobody else's escorts are in the way. */
export interface Town {
  readonly tenantId: TenantId;
  readonly cityCode: string;
  readonly hospitalId: HospitalId;
  readonly serviceCode: string;
  readonly dispatcher: AccountId;
  readonly escorts: readonly { readonly escortId: EscortId; readonly accountId: AccountId }[];
  /** Each with a family of its own. */
  readonly patients: readonly { readonly patientId: PatientId; readonly accountId: AccountId }[];
}

const CITY = '990001';
const SERVICE = 'escort-hour';
/** So many people are saved at a time, which lets their commits share a write to the disk. */
const LANES = 8;
const LONG_AGO = new Date('2020-01-01T00:00:00Z');

/** What one visit blocks of an escort's time beyond itself: visits that far apart touch. */
export const { beforeVisitMinutes, afterVisitMinutes } = defaultVisitPolicy.time;

/** The default rules, but the hall is open at once, and families may change their minds as often as they like. */
const openHallPolicy = {
  ...defaultVisitPolicy,
  version: 2,
  booking: { ...defaultVisitPolicy.booking, unpaidOrdersPerAccount: 1_000 },
  offers: { ...defaultVisitPolicy.offers, hallOpensAfterMinutes: 0 },
  changes: { ...defaultVisitPolicy.changes, reschedulesByFamily: 1_000 },
};

const ids = uuidv7Ids();
let phones = 0;
const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

/** A mobile number that nobody has. */
export const nextPhone = (): PhoneNumber => {
  phones += 1;
  const phone = parsePhoneNumber(`140${String(phones).padStart(8, '0')}`);
  if (!phone.ok) throw new Error('the numbers of a town are mobile numbers');
  return phone.value;
};

const saveNewAccount = async (
  db: Database,
  tenantId: TenantId,
  displayName: string,
  ...staffRoles: readonly 'dispatcher'[]
): Promise<AccountId> => {
  const id = idFrom<AccountId>(ids.next());
  await saveAccount({ db, sealer }, { id, tenantId, displayName, phone: nextPhone(), staffRoles });
  return id;
};

/** Publishes version 2 of the visit rules of a tenant: the hall is open at once. */
export const openHallFor = async (db: Database, tenantId: TenantId): Promise<void> => {
  const reason = 'nobody waits in a race';
  await publishVisitPolicy(db, tenantId, { policy: openHallPolicy, inForceFrom: LONG_AGO, reason });
};

const savePlaces = async (db: Database, tenantId: TenantId): Promise<HospitalId> => {
  await publishFirstVisitPolicy(db, defaultVisitPolicy, LONG_AGO);
  await openHallFor(db, tenantId);
  await saveCity(db, {
    code: CITY,
    zone: 'Asia/Shanghai',
    isOpen: true,
    nameZh: '试城',
    nameEn: 'Race Town',
  });
  await saveService(db, CITY, {
    code: SERVICE,
    kind: 'visit',
    titleZh: '陪诊一小时',
    titleEn: 'One hour',
    unitMinutes: 60,
    unitPriceFen: fen(100_00),
    shiftMinutes: 720,
    skills: [],
  });
  const id = idFrom<HospitalId>(ids.next());
  const place = { longitude: 116.4, latitude: 39.9, datum: 'GCJ-02' } as const;
  const hospital = { code: 'race', name: '试城医院', district: '', kind: '', grade: '', place, id };
  await upsertHospitals(db, CITY, [hospital], ids);
  return id;
};

/** Fills an empty city. Every id is new. */
export async function makeTown(
  db: Database,
  size: { readonly escorts: number; readonly patients: number },
): Promise<Town> {
  const tenantId = idFrom<TenantId>(ids.next());
  const hospitalId = await savePlaces(db, tenantId);
  const dispatcher = await saveNewAccount(db, tenantId, '调度', 'dispatcher');
  const escorts = await inParallel(numbers(size.escorts), LANES, async (no) => {
    const accountId = await saveNewAccount(db, tenantId, `陪诊 ${no}`);
    const escortId = idFrom<EscortId>(ids.next());
    await saveEscort(db, { ...anEscort, id: escortId, accountId, tenantId });
    return { escortId, accountId };
  });
  const patients = await inParallel(numbers(size.patients), LANES, async (no) => {
    const accountId = await saveNewAccount(db, tenantId, `家属 ${no}`);
    const patientId = idFrom<PatientId>(ids.next());
    const grants = [{ accountId, scopes: ['view', 'book'], from: LONG_AGO }] as const;
    await savePatient({ db, sealer }, { id: patientId, tenantId, isRealNamed: true, grants }, `就诊人 ${no}`);
    return { patientId, accountId };
  });
  return { tenantId, cityCode: CITY, hospitalId, serviceCode: SERVICE, dispatcher, escorts, patients };
}

/** Somebody who may take every visit of the town. */
export const anEscort: Omit<EscortProfile, 'id' | 'accountId' | 'tenantId'> = {
  cityCode: CITY,
  gender: 'female',
  account: 'ACTIVE',
  certification: 'APPROVED',
  credentials: [],
  isAccepting: true,
  skills: [],
  services: [SERVICE],
  hospitals: [],
  roster: [],
  leaves: [],
  doNotMatch: [],
  rating: { hundredths: 480, count: 20 },
};
