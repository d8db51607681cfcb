export * from './clinic-system.js';
export type * from './ports.js';
export type * from './stores.js';
export type * from './use-cases/change-system.js';
export type * from './use-cases/connect-system.js';
export type * from './use-cases/deps.js';
export type * from './use-cases/list-systems.js';
export { type ClinicSystems, makeClinicSystems } from './use-cases/make-clinic-systems.js';
