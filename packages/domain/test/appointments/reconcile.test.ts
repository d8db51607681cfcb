import {
  appointmentStatuses,
  type Difference,
  type DifferenceKind,
  differenceKinds,
  type ListedAppointment,
  reconcile,
} from '@banzhen/domain/appointments';
import { type AppointmentId, type DoctorId, idFrom, type PatientId } from '@banzhen/domain/shared/ids';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const uuid = (kind: number, no: number) => `0190000${kind}-0000-7000-8000-00000000000${no}`;
const appointment = (no: number) => idFrom<AppointmentId>(uuid(1, no));
const patient = (no: number) => idFrom<PatientId>(uuid(2, no));
const doctor = (no: number) => idFrom<DoctorId>(uuid(3, no));
const small = fc.integer({ min: 0, max: 5 });
const optional = <T>(of: (no: number) => T) => fc.option(small.map(of), { nil: undefined });
const row: fc.Arbitrary<ListedAppointment> = fc
  .record({
    appointmentId: optional(appointment),
    clinicRecord: optional((no) => `r${no}`),
    patientId: optional(patient),
    doctorId: optional(doctor),
    status: fc.constantFrom(...appointmentStatuses),
    startsAt: small.map((no) => new Date(Date.UTC(2030, 0, 7, no))),
  })
  .filter(({ appointmentId, clinicRecord }) => appointmentId !== undefined || clinicRecord !== undefined)
  .map((given) => JSON.parse(JSON.stringify(given)) as ListedAppointment)
  .map((given) => ({ ...given, startsAt: new Date(given.startsAt) }));
const list = fc.array(row, { maxLength: 12 });

const mirror: Partial<Record<DifferenceKind, DifferenceKind>> = {
  'missing-here': 'missing-there',
  'missing-there': 'missing-here',
  'twice-here': 'twice-there',
  'twice-there': 'twice-here',
};
const mirrored = ({ kind, here, there }: Difference): Difference => ({
  kind: mirror[kind] ?? kind,
  ...(there ? { here: there } : {}),
  ...(here ? { there: here } : {}),
});
const inOrder = (all: readonly Difference[]) =>
  all.map(({ kind, here, there }) => JSON.stringify([kind, here ?? null, there ?? null])).toSorted();

const named = (given: Partial<ListedAppointment>): ListedAppointment => ({
  appointmentId: appointment(1),
  status: 'BOOKED',
  startsAt: new Date('2030-01-07T02:00:00Z'),
  ...given,
});
const kinds = (ours: readonly ListedAppointment[], theirs: readonly ListedAppointment[]) =>
  reconcile(ours, theirs).map(({ kind }) => kind);

describe('a reconciliation', () => {
  it('finds nothing in equal lists, but what they have twice', () => {
    fc.assert(
      fc.property(list, (rows) => {
        const found = reconcile(rows, rows).filter(({ kind }) => !kind.startsWith('twice'));
        expect(found).toEqual([]);
      }),
    );
  });

  it('says the same with the sides exchanged', () => {
    fc.assert(
      fc.property(list, list, (ours, theirs) => {
        expect(inOrder(reconcile(ours, theirs))).toEqual(inOrder(reconcile(theirs, ours).map(mirrored)));
      }),
    );
  });

  it('finds every kind of difference there is', () => {
    const seen = new Set<DifferenceKind>();
    fc.assert(
      fc.property(list, list, (ours, theirs) => {
        for (const { kind } of reconcile(ours, theirs)) seen.add(kind);
      }),
    );
    expect([...seen].toSorted()).toEqual([...differenceKinds].toSorted());
  });

  it('names each difference of one appointment, and compares only what both sides say', () => {
    const doctorId = doctor(1);
    const theirs = named({ status: 'NO_SHOW', startsAt: new Date('2030-01-07T03:00:00Z'), doctorId });
    expect(kinds([named({})], [theirs])).toEqual(['status', 'time']);
    expect(kinds([named({ doctorId: doctor(2) })], [named({ doctorId })])).toEqual(['doctor']);
    const patients = [1, 2].map((no) => named({ patientId: patient(no) }));
    expect(kinds(patients.slice(0, 1), patients.slice(1))).toEqual(['patient']);
  });

  it('knows an appointment by the record of the clinic where it has no id', () => {
    const { appointmentId: _, ...without } = named({ clinicRecord: 'HIS-1' });
    expect(kinds([named({ clinicRecord: 'HIS-1' })], [without])).toEqual([]);
    expect(kinds([named({ clinicRecord: 'HIS-2' })], [without])).toEqual(['missing-here', 'missing-there']);
  });

  it('misses nothing that was taken back, or was only held', () => {
    for (const status of ['HELD', 'EXPIRED', 'REJECTED', 'CANCELLED', 'PROVIDER_CANCELLED'] as const) {
      expect(kinds([named({ status })], [])).toEqual([]);
      expect(kinds([], [named({ status })])).toEqual([]);
    }
    expect(kinds([named({ status: 'CANCELLED' })], [named({})])).toEqual(['status']);
  });
});
