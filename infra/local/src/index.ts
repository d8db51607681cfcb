export { findChromium } from './chromium.js';
export { freePort } from './free-port.js';
export { LocalServiceError } from './local-service-error.js';
export { type LocalReplica, startReplica } from './postgres-replica.js';
export {
  findPostgresClient,
  type LocalPostgres,
  type LocalPostgresOptions,
  startPostgres,
} from './postgres-server.js';
export { copyPrepared } from './prepared-folder.js';
export { type LocalRedis, type LocalRedisOptions, startRedis } from './redis-server.js';
