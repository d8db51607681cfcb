export { temporalCalendar } from './temporal-calendar.js';
