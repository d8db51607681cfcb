import type { AuditTrail } from '../audit/index.js';
import type { ClinicDirectory } from '../schedules/index.js';
import type { CalendarLinkId, HospitalId } from '../shared/ids.js';
import type { CalendarEntry, CalendarLink, CalendarOwner } from './calendar-link.js';

export interface CalendarLinkStore {
  /** Puts a link in the place of the one that its owner has, which ends at its `createdAt`; of any number at once one is left. */
  replace(link: CalendarLink): Promise<void>;
  /** Ends the link that its owner has; false where there is none. */
  revoke(owner: CalendarOwner, at: Date): Promise<boolean>;
  /** The newest first. */
  ofOwner(owner: CalendarOwner, most: number): Promise<readonly CalendarLink[]>;
}

/** Whose token is shown: read for each request, so that a link that ended is over at once. */
export interface CalendarReader {
  /** Found by its hash, so that no time tells how much of a token was right. */
  find(hash: string): Promise<CalendarLink | undefined>;
  /** Notes that a link was used; of two instants the later one stays. */
  noteRead(id: CalendarLinkId, at: Date): Promise<void>;
  /** What its owner does between two instants, also what was called off, by start. */
  entries(
    link: CalendarLink,
    range: { readonly from: Date; readonly until: Date },
  ): Promise<readonly CalendarEntry[]>;
}

/** Everything that one transaction about calendars may touch. */
export type CalendarStores = {
  readonly calendarLinks: CalendarLinkStore;
  readonly directory: Pick<ClinicDirectory, 'doctor' | 'department'>;
  readonly catalogue: {
    hospital(id: HospitalId): Promise<{ readonly cityCode: string } | undefined>;
  };
  readonly audit: AuditTrail;
};
