import { makeChangeSystem } from './change-system.js';
import { makeConnectSystem } from './connect-system.js';
import type { ClinicSystemDeps } from './deps.js';
import { makeListSystems } from './list-systems.js';
import { makeRotateSystemSecret } from './rotate-system-secret.js';

/** Everything that administrators do about systems of clinics, on the given adapters. */
export const makeClinicSystems = (deps: ClinicSystemDeps) => ({
  listSystems: makeListSystems(deps),
  connectSystem: makeConnectSystem(deps),
  changeSystem: makeChangeSystem(deps),
  rotateSecret: makeRotateSystemSecret(deps),
});

export type ClinicSystems = ReturnType<typeof makeClinicSystems>;
