import type { ClinicSession } from '@banzhen/domain/schedules';
import { HOUR_MS } from '@banzhen/domain/shared/clock';
import { type IdNumber, parseIdNumber } from '@banzhen/domain/shared/id-number';
import {
  type AccountId,
  type ClinicSessionId,
  type DepartmentId,
  type DoctorId,
  idFrom,
  type PatientId,
  type RoomId,
} from '@banzhen/domain/shared/ids';
import { ok } from '@banzhen/domain/shared/result';
import { type OpenDatabase, postgresClinicUnitOfWork, postgresUnitOfWork, uuidv7 } from '@banzhen/postgres';
import { savePatient } from '@banzhen/postgres/registry';
import { inParallel } from '../../in-parallel.js';
import { sealer } from '../../keys.js';
import type { Town } from '../../town.js';

const ZONE = 'Asia/Shanghai';
const LONG_AGO = new Date('2020-01-01T00:00:00Z');
const LANES = 8;
/** Soon enough that a seat that is given up is back on sale at once (6.8). */
export const STARTS_IN_HOURS = 20;
const HOURS = 4;

/** A family with a patient of its own, and one whom another family keeps too. */
export interface Family {
  readonly accountId: AccountId;
  readonly patientId: PatientId;
  readonly sharedPatientId: PatientId;
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The ID number of the how-manieth person of a town (GB 11643). */
export const idNumberOf = (no: number): IdNumber => {
  const day = String(1 + (no % 28)).padStart(2, '0');
  const front = `1101011950${String(1 + (Math.floor(no / 28) % 12)).padStart(2, '0')}${day}${String(no % 1000).padStart(3, '0')}`;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(front[index]), 0);
  const parsed = parseIdNumber(`${front}${'10X98765432'[sum % 11]}`);
  if (!parsed.ok) throw new Error(`the ${no}th person has no ID number`);
  return parsed.value;
};

/** Lets people be known again: every family keeps its own patient, and the one of the family before it. */
export async function identify(
  database: OpenDatabase,
  { tenantId, patients }: Town,
): Promise<readonly Family[]> {
  const { db, news } = database;
  const unitOfWork = postgresUnitOfWork(db, { news, sealer });
  const know = (patientId: PatientId, no: number) =>
    unitOfWork.run<void, never>(async (stores) => {
      await stores.patients.saveDetails(patientId, { idNumber: idNumberOf(no) });
      return ok(undefined);
    });
  return inParallel([...patients.entries()], LANES, async ([no, { patientId, accountId }]) => {
    await know(patientId, no);
    const id = idFrom<PatientId>(uuidv7());
    const grants = [{ accountId, scopes: ['view', 'book'], from: LONG_AGO }] as const;
    await savePatient({ db, sealer }, { id, tenantId, isRealNamed: true, grants }, `长辈 ${no}`);
    await know(id, (no + 1) % patients.length);
    return { accountId, patientId, sharedPatientId: id };
  });
}

interface SessionWish {
  readonly capacity: number;
  readonly startsInHours?: number;
  /** How long it takes; half a day unless told. */
  readonly hours?: number;
  /** When its seats go on sale; they are already unless told. */
  readonly releaseAt?: Date;
  /** A new one unless told. */
  readonly departmentId?: DepartmentId;
  /** Planned alone; whoever publishes it puts it on sale. */
  readonly isDraft?: boolean;
}

/** A published session of a new doctor in a new room. */
export async function openSession(
  { db, news }: OpenDatabase,
  { tenantId, hospitalId }: Town,
  {
    capacity,
    startsInHours = STARTS_IN_HOURS,
    hours = HOURS,
    releaseAt,
    isDraft = false,
    ...of
  }: SessionWish,
): Promise<ClinicSessionId> {
  const { departmentId = idFrom<DepartmentId>(uuidv7()) } = of;
  const doctorId = idFrom<DoctorId>(uuidv7());
  const roomId = idFrom<RoomId>(uuidv7());
  const id = idFrom<ClinicSessionId>(uuidv7());
  const startsAt = new Date(Date.now() + startsInHours * HOUR_MS);
  const common = {
    id,
    tenantId,
    hospitalId,
    departmentId,
    doctorId,
    roomId,
    zone: ZONE,
    visitOn: new Intl.DateTimeFormat('en-CA', { timeZone: ZONE }).format(startsAt),
    during: { startsAt, endsAt: new Date(startsAt.getTime() + hours * HOUR_MS) },
    seats: { by: 'session', capacity },
    capacity,
    remaining: capacity,
    release: { at: releaseAt ?? LONG_AGO, early: [] },
    version: 1,
  } as const;
  const onSale = releaseAt
    ? ({ status: 'PUBLISHED', publishedAt: LONG_AGO } as const)
    : ({ status: 'RELEASED', publishedAt: LONG_AGO, releasedAt: LONG_AGO } as const);
  const session: ClinicSession = isDraft
    ? { ...common, release: { early: [] }, status: 'DRAFT' }
    : { ...common, ...onSale };
  const inserted = await postgresClinicUnitOfWork(db, { news, sealer }).run(
    async ({ directory, sessions }) => {
      await directory.save({
        departments: [{ id: departmentId, tenantId, hospitalId, name: '心内科' }],
        doctors: [
          { id: doctorId, tenantId, departmentId, name: '李医生', title: '主任医师', introduction: '' },
        ],
        rooms: [{ id: roomId, tenantId, hospitalId, name: '三诊室' }],
      });
      return sessions.insert([session]);
    },
  );
  if (!inserted.ok) throw new Error(`the session of the rush is refused: ${inserted.error.type}`);
  return id;
}
