import type { AppointmentId, DoctorId, PatientId } from '../shared/ids.js';
import type { Appointment, AppointmentStatus } from './appointment.js';

/** One appointment as one of the two sides has it. Under the id of this platform, the clinic's own record, or both. */
export type ListedAppointment = {
  readonly appointmentId?: AppointmentId;
  readonly clinicRecord?: string;
  readonly patientId?: PatientId;
  readonly doctorId?: DoctorId;
  readonly status: AppointmentStatus;
  readonly startsAt: Date;
};

export const differenceKinds = [
  'missing-here',
  'missing-there',
  'twice-here',
  'twice-there',
  'status',
  'time',
  'doctor',
  'patient',
] as const;

/** `here` is this platform, `there` the clinic; what one side has twice is compared once. */
export type DifferenceKind = (typeof differenceKinds)[number];

/** Where the two sides differ, with what each of them has. */
export type Difference = {
  readonly kind: DifferenceKind;
  readonly here?: ListedAppointment;
  readonly there?: ListedAppointment;
};

/** More appointments on these days than are compared at a time. */
export type TooManyToCompare = { readonly type: 'TooManyToCompare'; readonly limit: number };

/** Appointments that are compared at a time, on either side, and days. */
export const reconciliationLimits = { rows: 2_000, here: 5_000, days: 31 } as const;

/** Whether the other side should know of it: it was asked for, and nobody has taken it back. */
const isExpected = ({ status }: ListedAppointment): boolean =>
  ['PENDING_CONFIRM', 'BOOKED', 'CHECKED_IN', 'FULFILLED', 'NO_SHOW'].includes(status);

/** An appointment as it is compared. */
export const listed = (appointment: Appointment): ListedAppointment => {
  const { id, patientId, status, sitting } = appointment;
  return {
    appointmentId: id,
    ...('clinicRecord' in appointment ? { clinicRecord: appointment.clinicRecord } : {}),
    patientId,
    doctorId: sitting.doctorId,
    status,
    startsAt: sitting.during.startsAt,
  };
};

type Name = 'appointmentId' | 'clinicRecord';
type Pair = { readonly here: ListedAppointment; readonly there: ListedAppointment };

/** Those that have the same name on both sides, on each of which it stands once, and who is left over. */
const paired = (name: Name, here: readonly ListedAppointment[], there: readonly ListedAppointment[]) => {
  const open = new Map(there.flatMap((one) => (one[name] === undefined ? [] : [[one[name], one] as const])));
  const pairs = here.flatMap((one): Pair[] => {
    const other = one[name] === undefined ? undefined : open.get(one[name]);
    return other ? [{ here: one, there: other }] : [];
  });
  const taken = new Set(pairs.flatMap((pair) => [pair.here, pair.there]));
  const isLeft = (one: ListedAppointment) => !taken.has(one);
  return { pairs, restHere: here.filter(isLeft), restThere: there.filter(isLeft) };
};

/** One side without what it names twice, and that. */
const once = (rows: readonly ListedAppointment[]) => {
  const seen = new Set<string>();
  const twice: ListedAppointment[] = [];
  const kept = rows.filter((row) => {
    const names = [
      ...(row.appointmentId === undefined ? [] : [`id ${row.appointmentId}`]),
      ...(row.clinicRecord === undefined ? [] : [`record ${row.clinicRecord}`]),
    ];
    const isNew = names.every((name) => !seen.has(name));
    for (const name of names) seen.add(name);
    if (!isNew) twice.push(row);
    return isNew;
  });
  return { kept, twice };
};

const differ = <T>(one: T | undefined, other: T | undefined): boolean =>
  one !== undefined && other !== undefined && one !== other;

const kindsOf = ({ here, there }: Pair): readonly DifferenceKind[] => [
  ...(here.status === there.status ? [] : (['status'] as const)),
  ...(here.startsAt.getTime() === there.startsAt.getTime() ? [] : (['time'] as const)),
  ...(differ(here.doctorId, there.doctorId) ? (['doctor'] as const) : []),
  ...(differ(here.patientId, there.patientId) ? (['patient'] as const) : []),
];

/**
 * Every difference between what this platform has and what a clinic says it has: by the id of the platform where both say it,
 * else by the clinic's record. What one side alone has counts where the other should know of it: seats that are only held, and
 * appointments that ended before the visit, need not be listed. The other way round it says the same with the sides exchanged.
 */
export const reconcile = (
  ours: readonly ListedAppointment[],
  theirs: readonly ListedAppointment[],
): readonly Difference[] => {
  const [here, there] = [once(ours), once(theirs)];
  const byId = paired('appointmentId', here.kept, there.kept);
  const byRecord = paired('clinicRecord', byId.restHere, byId.restThere);
  return [
    ...[...byId.pairs, ...byRecord.pairs].flatMap((pair) => kindsOf(pair).map((kind) => ({ kind, ...pair }))),
    ...byRecord.restThere.filter(isExpected).map((one) => ({ kind: 'missing-here' as const, there: one })),
    ...byRecord.restHere.filter(isExpected).map((one) => ({ kind: 'missing-there' as const, here: one })),
    ...here.twice.map((one) => ({ kind: 'twice-here' as const, here: one })),
    ...there.twice.map((one) => ({ kind: 'twice-there' as const, there: one })),
  ];
};
