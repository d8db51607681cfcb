import type { Appointment } from '@banzhen/domain/appointments';
import type { Department, Doctor } from '@banzhen/domain/schedules';
import type { PartnerSlot } from '@banzhen/platform';
import { type Resource, referenceTo, systems } from './resource.js';
import { type FhirSlotStatus, fhirStatusOf, slotStatusOf } from './status-map.js';

/** A doctor with where they see patients. */
export type PlacedDoctor = {
  readonly doctor: Doctor;
  readonly department: Department;
  readonly hospitalId: string;
};

export const locationOf = ({ id, name }: { readonly id: string; readonly name: string }): Resource => ({
  resourceType: 'Location',
  id,
  status: 'active',
  name,
  mode: 'instance',
});

export const practitionerOf = ({ doctor }: PlacedDoctor): Resource => ({
  resourceType: 'Practitioner',
  id: doctor.id,
  active: true,
  name: [{ text: doctor.name, ...(doctor.title === '' ? {} : { suffix: [doctor.title] }) }],
});

/** A doctor in a department of a hospital; a doctor works in one, so they share an id. */
export const practitionerRoleOf = ({ doctor, department, hospitalId }: PlacedDoctor): Resource => ({
  resourceType: 'PractitionerRole',
  id: doctor.id,
  active: true,
  practitioner: referenceTo('Practitioner', doctor.id),
  ...(doctor.title === '' ? {} : { code: [{ text: doctor.title }] }),
  specialty: [{ text: department.name }],
  location: [referenceTo('Location', hospitalId)],
});

/** What slots of a doctor hang on; it shares the id of the doctor. */
export const scheduleOf = ({ doctor, department, hospitalId }: PlacedDoctor): Resource => ({
  resourceType: 'Schedule',
  id: doctor.id,
  active: true,
  specialty: [{ text: department.name }],
  actor: [
    referenceTo('Practitioner', doctor.id),
    referenceTo('PractitionerRole', doctor.id),
    referenceTo('Location', hospitalId),
  ],
});

/** A clinic session as one slot; `remaining` says how many can be booked of one that is free. */
export const slotResource = (slot: {
  readonly id: string;
  readonly doctorId: string;
  readonly status: FhirSlotStatus;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly remaining: number | undefined;
}): Resource => ({
  resourceType: 'Slot',
  id: slot.id,
  ...(slot.remaining === undefined
    ? {}
    : { extension: [{ url: systems.slotCapacity, valueInteger: slot.remaining }] }),
  schedule: referenceTo('Schedule', slot.doctorId),
  status: slot.status,
  start: slot.startsAt,
  end: slot.endsAt,
});

export const slotOf = ({ session, offer, tentative }: PartnerSlot): Resource =>
  slotResource({
    id: session.id,
    doctorId: session.doctorId,
    status: slotStatusOf(offer, tentative),
    startsAt: session.during.startsAt.toISOString(),
    endsAt: session.during.endsAt.toISOString(),
    remaining: offer.kind === 'open' ? offer.remaining : undefined,
  });

/** What the clinic has said to it. */
const clinicWord = {
  pending: 'needs-action',
  booked: 'accepted',
  'checked-in': 'accepted',
  fulfilled: 'accepted',
  noshow: 'accepted',
  cancelled: 'declined',
  'entered-in-error': 'declined',
} as const;

/** An appointment: the patient by a reference and no name. Its own state stands in a tag, because FHIR has fewer words. */
export const appointmentOf = (appointment: Appointment): Resource => {
  const { id, version, sitting, seat, patientId, status, createdAt } = appointment;
  const told = fhirStatusOf[status].appointment;
  return {
    resourceType: 'Appointment',
    id,
    meta: {
      versionId: String(version),
      tag: [{ system: systems.appointmentStatus, code: status }],
    },
    ...('heldUntil' in appointment
      ? { extension: [{ url: systems.heldUntil, valueInstant: appointment.heldUntil.toISOString() }] }
      : {}),
    identifier: [
      { system: systems.ticket, value: String(seat.ticket) },
      ...('clinicRecord' in appointment
        ? [{ system: systems.clinicRecord, value: appointment.clinicRecord }]
        : []),
    ],
    status: told,
    start: sitting.during.startsAt.toISOString(),
    end: sitting.during.endsAt.toISOString(),
    slot: [referenceTo('Slot', sitting.sessionId)],
    created: createdAt.toISOString(),
    participant: [
      { actor: referenceTo('Patient', patientId), status: 'accepted' },
      { actor: referenceTo('Practitioner', sitting.doctorId), status: clinicWord[told] },
      { actor: referenceTo('Location', sitting.hospitalId), status: clinicWord[told] },
    ],
  };
};
