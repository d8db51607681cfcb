export * from './calendar-link.js';
export type * from './ports.js';
export type * from './use-cases/create-calendar.js';
export type { CalendarDeps } from './use-cases/deps.js';
export type * from './use-cases/list-calendars.js';
export { type Calendars, makeCalendars } from './use-cases/make-calendars.js';
export type * from './use-cases/show-calendar.js';
