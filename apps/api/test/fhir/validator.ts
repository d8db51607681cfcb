import * as r4 from '@solarahealth/fhir-r4';
import type { Json } from '../told.js';

type Schema = {
  safeParse(value: unknown):
    | { readonly success: true }
    | {
        readonly success: false;
        readonly error: {
          readonly issues: readonly { readonly path: readonly unknown[]; readonly message: string }[];
        };
      };
};

const schemas: Readonly<Record<string, () => Schema>> = {
  Appointment: r4.createAppointmentSchema,
  Bundle: r4.createBundleSchema,
  CapabilityStatement: r4.createCapabilityStatementSchema,
  Location: r4.createLocationSchema,
  OperationOutcome: r4.createOperationOutcomeSchema,
  Practitioner: r4.createPractitionerSchema,
  PractitionerRole: r4.createPractitionerRoleSchema,
  Schedule: r4.createScheduleSchema,
  Slot: r4.createSlotSchema,
};

type Entry = { readonly resource?: Json };

/** What is wrong with a resource by the definitions of R4, with what is in a bundle; nothing where it is one. */
export const faultsOf = (resource: Json): readonly string[] => {
  const type = String(resource.resourceType);
  const schema = schemas[type]?.();
  if (!schema) return [`${type} is not served`];
  const parsed = schema.safeParse(resource);
  const own = parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${type}.${path.join('.')}: ${message}`);
  const entries = type === 'Bundle' ? ((resource.entry ?? []) as readonly Entry[]) : [];
  return [...own, ...entries.flatMap(({ resource: one }) => (one ? faultsOf(one) : []))];
};
