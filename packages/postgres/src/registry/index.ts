export * from './save-clinic.js';
export * from './save-people.js';
export * from './save-places.js';
