export * from './details.js';
export * from './patient.js';
