export * from './delivery.js';
export * from './endpoint.js';
export type * from './ports.js';
export type * from './stores.js';
export * from './use-cases/deliver.js';
export * from './webhook-event.js';
