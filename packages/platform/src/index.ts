export { type CatalogueAdmin, CityUnknown, DataDirInUse, openCatalogue } from './catalogue-admin.js';
export { ConfigError, type PlatformConfig, readConfig } from './config.js';
export type { Identity } from './identity.js';
export { makeLog } from './json-log.js';
export type { Log } from './log.js';
export { type OpenOptions, openPlatform, type Platform } from './open-platform.js';
export type { Reads } from './reads/reads.js';
export { startFailure } from './start-failure.js';
export { isTransientFailure } from './transient-failure.js';
