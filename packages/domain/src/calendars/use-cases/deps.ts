import type { Clock } from '../../shared/clock.js';
import type { IdSource } from '../../shared/ids.js';
import type { UnitOfWork } from '../../shared/unit-of-work.js';
import type { CalendarReader, CalendarStores } from '../ports.js';

/** What every use case about calendars is made of. */
export type CalendarDeps = {
  /** With the rows of whoever asks. */
  readonly unitOfWork: UnitOfWork<CalendarStores>;
  readonly reader: CalendarReader;
  /** The machine's: links live in the time of people, also where a demo moves its own. */
  readonly clock: Clock;
  /** By which shifts and sessions are near or far. */
  readonly visitClock: Clock;
  readonly ids: IdSource;
  readonly secrets: {
    /** 43 random base62 characters: 256 bits. */
    keySecret(): string;
    /** SHA-256 in hex. */
    tokenHash(text: string): string;
  };
};
