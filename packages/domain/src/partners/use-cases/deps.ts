import type { Calendar } from '../../shared/calendar.js';
import type { Clock } from '../../shared/clock.js';
import type { IdSource } from '../../shared/ids.js';
import type { UnitOfWork } from '../../shared/unit-of-work.js';
import type { KeyMode } from '../key-text.js';
import type { AddressBook, KeySecrets, PartnerKeyReader, SignatureBook } from '../ports.js';
import type { PartnerStores } from '../stores.js';

/** What every use case about partners is made of. */
export type PartnerDeps = {
  /** With the rows of whoever asks. */
  readonly unitOfWork: UnitOfWork<PartnerStores>;
  /** The machine's: keys live in the time of people, also where a demo moves its own. */
  readonly clock: Clock;
  /** The platform's: money is booked in the time of orders. */
  readonly visitClock: Clock;
  readonly calendar: Calendar;
  readonly ids: IdSource;
  readonly secrets: KeySecrets;
  readonly addresses: AddressBook;
  readonly signatures: SignatureBook;
  readonly reader: PartnerKeyReader;
  /** Which keys this platform gives out and takes. */
  readonly mode: KeyMode;
};
