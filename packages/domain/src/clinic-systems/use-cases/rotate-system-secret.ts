import type { Origin } from '../../accounts/index.js';
import type { Person } from '../../shared/actor.js';
import { ok, type Result } from '../../shared/result.js';
import { rotationEnd } from '../../webhooks/index.js';
import type { ConnectedSystem } from './connect-system.js';
import type { ClinicSystemDeps } from './deps.js';
import { inSystem, type SystemRefused, type SystemRequest } from './in-system.js';

/** Gives a system a new secret, told this once. The one before still signs beside it for a day; one before that ends at once. */
export const makeRotateSystemSecret =
  (deps: ClinicSystemDeps) =>
  async (
    actor: Person,
    origin: Origin,
    request: SystemRequest,
  ): Promise<Result<ConnectedSystem, SystemRefused>> => {
    const secret = deps.signer.secret();
    const rotated = await inSystem(
      deps,
      { operation: 'clinic-system.rotate-secret', actor, origin, request },
      (system) => ok(system),
      async (_, { systemSecrets }, now) => {
        await systemSecrets.endOthers(request.systemId, now);
        await systemSecrets.add(request.systemId, { text: secret, createdAt: now }, rotationEnd(now));
        return undefined;
      },
    );
    if (!rotated.ok) return rotated;
    const { id: systemId, version } = rotated.value;
    return ok({ systemId, version, secret });
  };
