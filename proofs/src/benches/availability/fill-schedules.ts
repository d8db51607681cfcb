import type { ClinicSession } from '@banzhen/domain/schedules';
import {
  type ClinicSessionId,
  type DepartmentId,
  type DoctorId,
  type HospitalId,
  idFrom,
  type RoomId,
  type TenantId,
} from '@banzhen/domain/shared/ids';
import { type OpenDatabase, postgresClinicUnitOfWork, uuidv7Ids } from '@banzhen/postgres';
import { sealer } from '../../keys.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ZONE = 'Asia/Shanghai';
const SEATS = 30;
const DOCTORS_OF_A_DEPARTMENT = 20;
const LONG_AGO = new Date('2020-01-01T00:00:00Z');

const ids = uuidv7Ids();
const dayIn = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE });

export interface FilledDepartment {
  readonly departmentId: DepartmentId;
  readonly doctorId: DoctorId;
}

/** A session on each of `days` days from tomorrow by each of `doctors` doctors, a part of its seats sold. */
export async function fillSchedules(
  { db, news }: OpenDatabase,
  place: { readonly tenantId: TenantId; readonly hospitalId: HospitalId },
  { doctors, days }: { readonly doctors: number; readonly days: number },
): Promise<readonly FilledDepartment[]> {
  const { tenantId, hospitalId } = place;
  const unitOfWork = postgresClinicUnitOfWork(db, { news, sealer });
  const tomorrow = Math.ceil(Date.now() / DAY_MS) * DAY_MS;
  const filled: FilledDepartment[] = [];
  for (let from = 0; from < doctors; from += DOCTORS_OF_A_DEPARTMENT) {
    const departmentId = idFrom<DepartmentId>(ids.next());
    const staff = Array.from({ length: Math.min(DOCTORS_OF_A_DEPARTMENT, doctors - from) }, (_, no) => ({
      doctor: {
        ...{ id: idFrom<DoctorId>(ids.next()), tenantId, departmentId },
        ...{ name: `医生 ${from + no}`, title: '主任医师', introduction: '' },
      },
      room: { id: idFrom<RoomId>(ids.next()), tenantId, hospitalId, name: `诊室 ${from + no}` },
    }));
    const sessions = staff.flatMap(({ doctor, room }) =>
      Array.from({ length: days }, (_, day): ClinicSession => {
        const startsAt = new Date(tomorrow + day * DAY_MS + HOUR_MS);
        return {
          ...{ ...place, id: idFrom<ClinicSessionId>(ids.next()), departmentId },
          ...{ doctorId: doctor.id, roomId: room.id, zone: ZONE, visitOn: dayIn.format(startsAt) },
          during: { startsAt, endsAt: new Date(startsAt.getTime() + 4 * HOUR_MS) },
          ...{ seats: { by: 'session', capacity: SEATS }, capacity: SEATS, remaining: (day * 7) % SEATS },
          ...{ release: { at: LONG_AGO, early: [] }, version: 1, publishedAt: LONG_AGO },
          ...{ status: 'RELEASED', releasedAt: LONG_AGO },
        };
      }),
    );
    const inserted = await unitOfWork.run(async (stores) => {
      await stores.directory.save({
        departments: [{ id: departmentId, tenantId, hospitalId, name: `科室 ${filled.length + 1}` }],
        doctors: staff.map(({ doctor }) => doctor),
        rooms: staff.map(({ room }) => room),
      });
      return stores.sessions.insert(sessions);
    });
    if (!inserted.ok) throw new Error(`the schedule is refused: ${inserted.error.type}`);
    const [first] = staff;
    if (first) filled.push({ departmentId, doctorId: first.doctor.id });
  }
  return filled;
}
