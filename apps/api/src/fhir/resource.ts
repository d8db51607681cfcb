/** Something that FHIR has a form for, as JSON. What is in it is decided where it is told. */
export type Resource = { readonly resourceType: string; readonly id?: string } & Readonly<
  Record<string, unknown>
>;

/** The kinds that are served. */
export type ResourceType =
  | 'Appointment'
  | 'Location'
  | 'Practitioner'
  | 'PractitionerRole'
  | 'Schedule'
  | 'Slot';

/** Where Banzhen has a word of its own. */
export const systems = {
  clinicRecord: 'urn:banzhen:clinic-record',
  ticket: 'urn:banzhen:seat-ticket',
  appointmentStatus: 'urn:banzhen:appointment-status',
  heldUntil: 'urn:banzhen:fhir:held-until',
  /** Of SMART Scheduling Links: how many can be booked. */
  slotCapacity: 'http://fhir-registry.smarthealthit.org/StructureDefinition/slot-capacity',
} as const;

export const referenceTo = (type: ResourceType | 'Patient', id: string) => ({ reference: `${type}/${id}` });
