export { coordinateTable, hospitalTable } from './hospital-tables.js';
export { importCoordinates } from './import-coordinates.js';
export { importHospitals } from './import-hospitals.js';
export { readTable, type TableForm } from './read-table.js';
