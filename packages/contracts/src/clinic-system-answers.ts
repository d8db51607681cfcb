import { z } from 'zod';
import { type Answer, count, id, instant, list } from './answer.js';

const state = z.enum(['active', 'paused']);

export const clinicSystem = z.object({
  systemId: id,
  hospitalId: id,
  url: z.string(),
  state,
  version: count,
  /** Appointments about which the system has said nothing clear. */
  unclear: count,
  /** Since when the one that waits longest. */
  unclearSince: instant.exactOptional(),
});
export type ClinicSystemDto = Answer<typeof clinicSystem>;

export const clinicSystems = z.object({ systems: list(clinicSystem) });
/** The secret is told this once. */
export const connectedSystem = z.object({ systemId: id, version: count, secret: z.string() });
export const changedSystem = z.object({ systemId: id, state, version: count });
