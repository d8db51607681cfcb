export type { ClinicDeps } from './deps.js';
export type { ClinicStores } from './stores.js';
