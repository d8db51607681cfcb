import { randomUUID } from 'node:crypto';
import { type HospitalId, idFrom } from '@banzhen/domain/shared/ids';
import type { Target } from './world.js';

/** What a call is about: something of a hospital, something of one organisation, or something that a family has booked. */
type Aim = 'hospital' | 'organisation' | 'family';

/** One call of `/fhir`, with the row of the table that the sentences say it is. */
export interface FhirCall {
  /** As the CapabilityStatement has it. */
  readonly name: string;
  readonly operation: string;
  /** None of what is for the whole key. */
  readonly aim?: Aim;
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly at: (target: Target) => string;
  readonly bodyOf?: (target: Target) => object;
}

const search = (type: string, operation: string, query = ''): FhirCall => ({
  ...{ name: `${type} search-type`, operation, method: 'GET' },
  at: () => `/fhir/${type}${query}`,
});

const read = (type: string, operation: string, aim: Aim, idOf: (target: Target) => string): FhirCall => ({
  ...{ name: `${type} read`, operation, aim, method: 'GET' },
  at: (target) => `/fhir/${type}/${idOf(target)}`,
});

const proposed = ({ clinic, patientId }: Target): object => ({
  ...{ resourceType: 'Appointment', status: 'proposed' },
  slot: [{ reference: `Slot/${clinic.clinicSessionId}` }],
  participant: [{ actor: { reference: `Patient/${patientId}` }, status: 'needs-action' }],
});

const parameters = (parameter: object): object => ({ resourceType: 'Parameters', parameter: [parameter] });

const patch = (status: string, operation: string, ...rest: readonly object[]): FhirCall => ({
  ...{ name: 'Appointment patch', operation, aim: 'organisation', method: 'PATCH' },
  at: ({ appointmentId }) => `/fhir/Appointment/${appointmentId}`,
  bodyOf: () => [{ op: 'replace', path: '/status', value: status }, ...rest],
});

const record = { system: 'urn:banzhen:clinic-record', value: 'record' };
const doctorIn = ({ clinic }: Target): string => clinic.doctorId;

/** Files of what is on sale; `week` is one that the manifest has. */
const bulk = (week: string): readonly FhirCall[] => {
  const file = (name: string, operation: string, at: FhirCall['at']): FhirCall => ({
    ...{ name, operation, method: 'GET', at },
  });
  return [
    file('$bulk-publish', 'availability.read', () => '/fhir/$bulk-publish'),
    file('$bulk-publish', 'directory.read', () => '/fhir/bulk/locations.ndjson'),
    file('$bulk-publish', 'directory.read', () => '/fhir/bulk/schedules.ndjson'),
    {
      ...file(
        '$bulk-publish',
        'availability.read',
        (target) => `/fhir/bulk/slots/${target.hospitalId}/${week}`,
      ),
      aim: 'hospital',
    },
  ];
};

/** Everything that is served below `/fhir`, and what it is. */
export const fhirCalls = (week: string): readonly FhirCall[] => [
  ...['Location', 'Practitioner', 'PractitionerRole', 'Schedule'].map((type) =>
    search(type, 'directory.read'),
  ),
  read('Location', 'directory.read', 'hospital', ({ hospitalId }) => hospitalId),
  ...['Practitioner', 'PractitionerRole', 'Schedule'].map((type) =>
    read(type, 'directory.read', 'organisation', doctorIn),
  ),
  search('Slot', 'schedule.read', '?start=ge2030-01-01&start=le2030-01-31'),
  read('Slot', 'schedule.read', 'organisation', ({ clinic }) => clinic.clinicSessionId),
  search('Appointment', 'appointment.list-of-hospital', '?date=ge2030-01-01'),
  read('Appointment', 'appointment.read', 'organisation', ({ appointmentId }) => appointmentId),
  {
    ...{ name: 'Appointment create', operation: 'appointment.hold', aim: 'organisation', method: 'POST' },
    ...{ at: () => '/fhir/Appointment', bodyOf: proposed },
  },
  {
    ...{ name: 'Appointment $hold', operation: 'appointment.hold', aim: 'organisation', method: 'POST' },
    at: () => '/fhir/Appointment/$hold',
    bodyOf: (target) => parameters({ name: 'appt-resource', resource: proposed(target) }),
  },
  {
    ...{ name: 'Appointment $book', operation: 'appointment.submit', aim: 'family', method: 'POST' },
    at: () => '/fhir/Appointment/$book',
    bodyOf: ({ appointmentId }) => parameters({ name: 'appt-id', valueUri: `Appointment/${appointmentId}` }),
  },
  patch('cancelled', 'appointment.cancel'),
  patch('booked', 'appointment.answer', { op: 'add', path: '/identifier/-', value: record }),
  patch('checked-in', 'appointment.take-number'),
  patch('fulfilled', 'appointment.complete'),
  patch('noshow', 'appointment.mark-no-show'),
  ...bulk(week),
];

export interface Served {
  readonly rest: readonly {
    readonly operation: readonly { readonly name: string }[];
    readonly resource: readonly {
      readonly type: string;
      readonly interaction: readonly { readonly code: string }[];
      readonly operation?: readonly { readonly name: string }[];
    }[];
  }[];
}

/** The names of everything that a CapabilityStatement says is served. */
export const servedBy = ({ rest }: Served): readonly string[] =>
  rest.flatMap(({ operation, resource }) => [
    ...operation.map(({ name }) => `$${name}`),
    ...resource.flatMap(({ type, interaction, operation: own = [] }) => [
      ...interaction.map(({ code }) => `${type} ${code}`),
      ...own.map(({ name }) => `${type} $${name}`),
    ]),
  ]);

/** A hospital that there is not, in the place of one. */
export const withoutHospital = (target: Target): Target => ({
  ...target,
  hospitalId: idFrom<HospitalId>(randomUUID()),
});
