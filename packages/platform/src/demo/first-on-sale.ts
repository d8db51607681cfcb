import type { ClinicStores } from '@banzhen/domain/clinics';
import type { ClinicSession, TenantHospital } from '@banzhen/domain/schedules';
import { type Calendar, dateAfter } from '@banzhen/domain/shared/calendar';
import { type Clock, HOUR_MS } from '@banzhen/domain/shared/clock';
import { ok } from '@banzhen/domain/shared/result';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import { demoCity } from './demo-city.js';

/** Long enough before a session that its clinic still sells and still takes back. */
const AHEAD_MS = 4 * HOUR_MS;

type Deps = {
  readonly clinicStores: UnitOfWork<ClinicStores>;
  readonly clock: Clock;
  readonly calendar: Calendar;
};

/** The first session of a hospital that is on sale now and begins in some hours, so many days from today on; `until` is the first day after. */
export const firstOnSale = async (
  { clinicStores, clock, calendar }: Deps,
  where: TenantHospital,
  { from, until }: { readonly from: number; readonly until: number },
): Promise<ClinicSession | undefined> => {
  const now = clock.now();
  const today = calendar.wallTime(now, demoCity.zone).date;
  const dates = { from: dateAfter(today, from), until: dateAfter(today, until) };
  const listed = await clinicStores.run(async ({ sessionBook }) =>
    ok((await sessionBook.ofHospital(where, dates)).map(({ session }) => session)),
  );
  if (!listed.ok) throw new Error('a look is never refused');
  return listed.value.find(
    ({ status, during }) => status === 'RELEASED' && during.startsAt.getTime() - now.getTime() > AHEAD_MS,
  );
};
