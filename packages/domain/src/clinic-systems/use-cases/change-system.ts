import type { Origin } from '../../accounts/index.js';
import type { Person } from '../../shared/actor.js';
import { ok, type Result } from '../../shared/result.js';
import type { WebhookUrlUnfit } from '../../webhooks/index.js';
import type { ClinicSystem, SystemState } from '../clinic-system.js';
import { addressIn } from './address-in.js';
import type { ClinicSystemDeps } from './deps.js';
import { inSystem, type SystemRefused, type SystemRequest } from './in-system.js';

/** Where the system is from now on, and whether it is asked. */
export type ChangeSystem = SystemRequest & { readonly url: string; readonly state: SystemState };

/** Moves a system to another address, pauses it or lets it be asked again. What it is to be asked or told waits meanwhile. */
export const makeChangeSystem =
  (deps: ClinicSystemDeps) =>
  (
    actor: Person,
    origin: Origin,
    request: ChangeSystem,
  ): Promise<Result<ClinicSystem, SystemRefused | WebhookUrlUnfit>> =>
    inSystem<WebhookUrlUnfit>(
      deps,
      { operation: 'clinic-system.change', actor, origin, request },
      (system) => {
        const url = addressIn(deps, request.url);
        return url.ok ? ok({ ...system, url: url.value, state: request.state }) : url;
      },
      async ({ state }) => ({ state }),
    );
