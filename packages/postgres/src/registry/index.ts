export * from './save-people.js';
export * from './save-places.js';
