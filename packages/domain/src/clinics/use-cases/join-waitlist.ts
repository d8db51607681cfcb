import type { BookingLocked } from '../../appointments/index.js';
import { checkNotLocked } from '../../appointments/index.js';
import type { PatientNotRealNamed } from '../../orders/index.js';
import { authorize, type NotAllowed, type NotFound, standingRelations } from '../../policy/index.js';
import type { Dates } from '../../schedules/index.js';
import type { Person } from '../../shared/actor.js';
import {
  type DepartmentId,
  type DoctorId,
  type HospitalId,
  idFrom,
  type PatientId,
  type WaitlistEntryId,
} from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import { familyRelations } from '../../visits/index.js';
import {
  type AlreadyWaiting,
  type DatesPast,
  joinWaitlist,
  type TooManyEntries,
  type WaitlistMoveRefused,
} from '../../waitlist/index.js';
import { type EntryAnswer, entryAnswer } from '../change-entry.js';
import { checkDates, type DatesUnfit } from '../check-dates.js';
import type { ClinicDeps } from '../deps.js';
import { noShowsSince } from '../no-shows-since.js';
import { checkOwn, type NotOfHospital } from '../own-resources.js';
import { policyInForce } from '../policies.js';
import { tellWaitlist } from '../tell-waitlist.js';

export type JoinWaitlist = Dates & {
  readonly hospitalId: HospitalId;
  readonly departmentId: DepartmentId;
  /** Without one, any doctor of the department will do. */
  readonly doctorId?: DoctorId;
  readonly patientId: PatientId;
};

export type JoinWaitlistRefused =
  | NotFound
  | NotAllowed
  | PatientNotRealNamed
  | BookingLocked
  | NotOfHospital
  | DatesUnfit
  | DatesPast
  | AlreadyWaiting
  | TooManyEntries
  | WaitlistMoveRefused;

/**
 * L1 加入候补: for a patient with an ID number, on dates of which one is to come. The limits are of the person, in whatever
 * family, so it runs with the platform's rows; who may is decided here.
 */
export const makeJoinWaitlist =
  ({ platformUnitOfWork, clock, ids, calendar }: ClinicDeps) =>
  (
    actor: Person,
    { hospitalId, departmentId, doctorId, patientId, from, until }: JoinWaitlist,
  ): Promise<Result<EntryAnswer, JoinWaitlistRefused>> =>
    platformUnitOfWork.run<EntryAnswer, JoinWaitlistRefused>(async (stores) => {
      const now = clock.now();
      const { tenantId } = actor;
      const hospital = await stores.catalogue.hospital(hospitalId);
      const city = hospital && (await stores.catalogue.city(hospital.cityCode));
      const seeker = (await stores.seekers.find([patientId], noShowsSince(now))).get(patientId);
      if (!city || seeker?.patient.tenantId !== tenantId) return err({ type: 'NotFound' });
      const relations = new Set([
        ...standingRelations(actor, city.code),
        ...familyRelations(seeker.patient, actor.accountId, now),
      ]);
      const by = authorize('waitlist.join', actor, relations);
      if (!by.ok) return by;
      const { personId } = seeker;
      if (personId === undefined) return err({ type: 'PatientNotRealNamed' });
      const policy = await policyInForce(stores, tenantId, now);
      const unlocked = checkNotLocked(seeker.noShowsAt, policy.appointments, now);
      if (!unlocked.ok) return unlocked;
      const named = { departmentId, ...(doctorId === undefined ? {} : { doctorId }) };
      const target = { tenantId, hospitalId, ...named };
      const own = await checkOwn(stores, target, named);
      if (!own.ok) return own;
      const dates = checkDates({ from, until });
      if (!dates.ok) return dates;
      const wanted = { from, until };
      const whose = { patientId, personId, joinedBy: actor.accountId };
      const id = idFrom<WaitlistEntryId>(ids.next());
      const joined = joinWaitlist({ id, target, zone: city.zone, wanted, ...whose }, calendar, {
        now,
        by: by.value,
      });
      if (!joined.ok) return joined;
      const added = await stores.waitlist.add(joined.value.entry, policy.waitlist.liveEntries);
      if (!added.ok) return added;
      await tellWaitlist(stores, 'waitlist.join', joined.value);
      return ok(entryAnswer(joined.value.entry));
    });
