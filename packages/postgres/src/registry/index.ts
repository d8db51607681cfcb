export * from './demo-city-mark.js';
export * from './save-people.js';
export * from './save-places.js';
