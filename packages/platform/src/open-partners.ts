import { type Calendars, makeCalendars } from '@banzhen/domain/calendars';
import { makePartners, type Partners } from '@banzhen/domain/partners';
import { ed25519PublicKey, isSignedBy, secrets } from '@banzhen/vault';
import type { PlatformConfig } from './config.js';
import { addressBook } from './limits/address-book.js';
import type { openAdapters } from './open-adapters.js';
import type { ClinicReads } from './reads/clinic-reads.js';
import { makePartnerReads, type PartnerReads } from './reads/partner-reads.js';
import { openPartnerSandbox, type PartnerSandbox } from './sandbox/partner-sandbox.js';

type Adapters = Awaited<ReturnType<typeof openAdapters>>;

/** What partners and their keys are, what they read, and calendars that others subscribe to; keys of a sandbox count nowhere else. */
export const openPartners = (
  config: Pick<PlatformConfig, 'sandbox' | 'retention'>,
  adapters: Adapters,
  clinicReads: ClinicReads,
): {
  readonly partners: Partners;
  readonly partnerReads: PartnerReads;
  readonly calendars: Calendars;
  readonly partnerSandbox: PartnerSandbox | undefined;
} => {
  const partners = makePartners({
    unitOfWork: adapters.partnerUnitOfWork,
    reader: adapters.partnerKeyReader,
    secrets,
    addresses: addressBook,
    signatures: { publicKeyOf: ed25519PublicKey, isSignedBy },
    clock: adapters.sessionClock,
    visitClock: adapters.clock,
    calendar: adapters.calendar,
    ids: adapters.ids,
    mode: config.sandbox ? 'test' : 'live',
  });
  const calendars = makeCalendars({
    unitOfWork: adapters.calendarUnitOfWork,
    reader: adapters.calendarReader,
    clock: adapters.sessionClock,
    visitClock: adapters.clock,
    ids: adapters.ids,
    secrets,
  });
  const partnerReads = makePartnerReads({
    ...adapters,
    db: adapters.readable,
    clinicReads,
    partners,
    machineClock: adapters.sessionClock,
    eventsKeptDays: config.retention.outbox,
  });
  const { sandbox, sandboxStore: store, sessionClock: machineClock } = adapters;
  const partnerSandbox = sandbox && openPartnerSandbox({ store, clock: sandbox.clock, machineClock });
  return { partners, partnerReads, calendars, partnerSandbox };
};
