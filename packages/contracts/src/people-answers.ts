import { z } from 'zod';
import { type Answer, id, list } from './answer.js';

export const staffRole = z.enum(['dispatcher', 'quality', 'finance', 'support', 'admin', 'auditor']);
export type StaffRoleDto = Answer<typeof staffRole>;

export const demoPerson = z.object({
  accountId: id,
  name: z.string(),
  /** What this person is in the demo: a person may be several things at once. */
  roles: list(z.union([staffRole, z.enum(['family', 'escort'])])),
});
export type DemoPersonDto = Answer<typeof demoPerson>;

export const me = demoPerson.extend({
  tenantId: id,
  escortId: id.exactOptional(),
  /** Operations that this person may do by what they are: the one list by which a screen shows or hides. */
  permissions: list(z.string()),
  /** What sanctions have taken from this person for now. */
  restricted: list(z.enum(['book', 'work', 'review', 'chat'])),
  /** How this session was proven. */
  authLevel: z.enum(['code', 'wechat', 'password', 'password+totp']).exactOptional(),
});
export type MeDto = Answer<typeof me>;

export const patient = z.object({ patientId: id, name: z.string(), isRealNamed: z.boolean() });
export type PatientDto = Answer<typeof patient>;
