import {
  type ClinicPolicy,
  type ClinicStores,
  offerOf,
  permitAtHospital,
  policyInForce,
  type SessionOffer,
} from '@banzhen/domain/clinics';
import type { NotAllowed, NotFound } from '@banzhen/domain/policy';
import type { ClinicResources } from '@banzhen/domain/schedules';
import type { PartnerActor } from '@banzhen/domain/shared/actor';
import { type Calendar, dateAfter } from '@banzhen/domain/shared/calendar';
import type { Clock } from '@banzhen/domain/shared/clock';
import type { HospitalId } from '@banzhen/domain/shared/ids';
import { ok, type Result } from '@banzhen/domain/shared/result';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import * as queries from '@banzhen/postgres/queries';
import type { SealedDatabase } from '@banzhen/postgres/sealing';
import { permitPartner } from './permit-partner.js';

type Deps = {
  readonly db: SealedDatabase;
  readonly clinicUnitOfWork: UnitOfWork<ClinicStores>;
  readonly calendar: Calendar;
  readonly clock: Clock;
};

type Answer<T> = Promise<Result<T, NotFound | NotAllowed>>;

/** A session with what it has to offer now, and how many of its seats wait to be submitted or confirmed. */
export type PartnerSlot = queries.SeatedSession & { readonly offer: SessionOffer };

/** What a tenant runs in one hospital. */
export type HospitalResources = ClinicResources & { readonly hospitalId: HospitalId };

/** Days `[from, until]` of the clinic's calendar. */
type PublishedWeek = { readonly from: string; readonly until: string };

type Published = {
  readonly at: Date;
  readonly hospitals: readonly {
    readonly hospitalId: HospitalId;
    readonly weeks: readonly PublishedWeek[];
  }[];
};

/** For so many weeks, from today on, what clinics offer is published in files. */
const PUBLISHED_WEEKS = 8;
const WEEK = 7;

const weeksFrom = (today: string): readonly PublishedWeek[] =>
  Array.from({ length: PUBLISHED_WEEKS }, (_, week) => ({
    from: dateAfter(today, week * WEEK),
    until: dateAfter(today, week * WEEK + WEEK - 1),
  }));

/** Sessions with their offers, and the directory of several hospitals at once. */
export const makePartnerSlotReads = ({ db, clinicUnitOfWork, calendar, clock }: Deps) => ({
  /** Sessions that are no drafts, by start, then by id. What is told as open, booking takes. */
  async slots(
    actor: PartnerActor,
    query: Omit<queries.SlotQuery, 'tenantId'>,
  ): Answer<readonly PartnerSlot[]> {
    const now = clock.now();
    const { tenantId } = actor;
    const may = permitPartner('schedule.read', actor, query.hospitalIds);
    if (!may.ok) return may;
    const policy = await clinicUnitOfWork.run<ClinicPolicy, never>(async (stores) =>
      ok(await policyInForce(stores, tenantId, now)),
    );
    if (!policy.ok) throw new Error('a read that refuses nothing was refused');
    const found = await queries.seatedSessions(db, { ...query, tenantId });
    return ok(found.map((one) => ({ ...one, offer: offerOf(one.session, policy.value, now, calendar) })));
  },

  /** The weeks for which what is on sale is published now, of each hospital of the key. */
  published: (actor: PartnerActor): Answer<Published> =>
    clinicUnitOfWork.run<Published, NotFound | NotAllowed>(async (stores) => {
      const at = clock.now();
      const hospitals: Published['hospitals'][number][] = [];
      for (const hospitalId of actor.hospitalIds) {
        const where = { tenantId: actor.tenantId, hospitalId };
        const may = await permitAtHospital(stores, 'availability.read', actor, where);
        if (!may.ok) return may;
        hospitals.push({ hospitalId, weeks: weeksFrom(calendar.wallTime(at, may.value.zone).date) });
      }
      return ok({ at, hospitals });
    }),

  /** Departments, doctors and rooms of these hospitals. */
  async directory(
    actor: PartnerActor,
    hospitalIds: readonly HospitalId[],
  ): Answer<readonly HospitalResources[]> {
    const may = permitPartner('directory.read', actor, hospitalIds);
    if (!may.ok) return may;
    return clinicUnitOfWork.run<readonly HospitalResources[], NotFound | NotAllowed>(async (stores) => {
      const found: HospitalResources[] = [];
      for (const hospitalId of hospitalIds)
        found.push({
          hospitalId,
          ...(await stores.directory.ofHospital({ tenantId: actor.tenantId, hospitalId })),
        });
      return ok(found);
    });
  },
});
