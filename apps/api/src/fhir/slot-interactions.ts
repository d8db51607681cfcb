import type { DatesUnfit } from '@banzhen/domain/clinics';
import type { Refusal } from '@banzhen/domain/refusals';
import type { PartnerActor } from '@banzhen/domain/shared/actor';
import { DAY_MS } from '@banzhen/domain/shared/clock';
import { type ClinicSessionId, type DoctorId, idFrom } from '@banzhen/domain/shared/ids';
import { err, ok, type Result } from '@banzhen/domain/shared/result';
import type { PartnerSlot, Platform } from '@banzhen/platform';
import type { Cursors } from '../v1/cursor.js';
import { type Asked, cursorsAsked, referenceIn, tokensIn, unfit, uuidIn } from './asked.js';
import type { FoundPage, Interaction } from './interaction.js';
import { type StartDates, startDates } from './start-dates.js';
import { fhirSlotStatuses, slotStatusOf } from './status-map.js';
import { slotOf } from './tell-resources.js';

/** As far as sessions are listed at a time everywhere. */
const MOST_DAYS = 92;
/** Days that only make room for the clocks of a clinic, where instants are asked for. */
const ROOM_DAYS = 3;
const PARTS = 2;
/** Sessions that are looked at for a page, whatever is wanted of them. */
const BATCH = 200;
const MOST_BATCHES = 10;
/** Of years that databases know, too. */
const NEAR = /^(?:19|20|21)\d{2}-/;

type Which = StartDates | { readonly id: ClinicSessionId };
type Place = { readonly startsAt: Date; readonly id: ClinicSessionId };

const whichOf = ({ values }: Asked): Result<Which | undefined, Refusal> => {
  const given = values.get('_id')?.[0];
  if (given !== undefined) {
    const id = uuidIn(given);
    return ok(id === undefined ? undefined : { id: idFrom<ClinicSessionId>(id) });
  }
  const dates = startDates(values.get('start') ?? []);
  if (!dates.ok) return err(unfit('start', 'a date or an instant with eq, ge, gt, le or lt'));
  const { isBounded, ...which } = dates.value;
  const days = (Date.parse(which.until) - Date.parse(which.from)) / DAY_MS;
  if (!isBounded && (values.get('start') ?? []).length === 0)
    return err(unfit('start', 'needed unless _id is given: start=ge2026-12-01&start=lt2026-12-08'));
  const wide: DatesUnfit = { type: 'DatesUnfit', mostDays: MOST_DAYS };
  return isBounded && days < MOST_DAYS + ROOM_DAYS ? ok(which) : err(wide);
};

const placeOf = (cursors: Cursors, cursor: string | undefined): Result<Place | undefined, Refusal> => {
  const key = cursors.read(cursor, PARTS);
  if (!key.ok || key.value === undefined) return key.ok ? ok(undefined) : key;
  const [startsAt = '', id = ''] = key.value;
  const at = new Date(startsAt);
  const isFit = NEAR.test(startsAt) && !Number.isNaN(at.getTime()) && at.toISOString() === startsAt;
  return isFit ? ok({ startsAt: at, id: idFrom<ClinicSessionId>(id) }) : err({ type: 'CursorInvalid' });
};

const placeAfter = ({ session }: PartnerSlot): Place => ({
  startsAt: session.during.startsAt,
  id: session.id,
});

type Found = { readonly slots: readonly PartnerSlot[]; readonly next?: Place | undefined };

/** Slots that somebody wants: whether one is free is not known before it is looked at, and of many some are looked at. */
const wantedSlots = async (
  { partnerReads }: Platform,
  actor: PartnerActor,
  query: Omit<Parameters<Platform['partnerReads']['slots']>[1], 'limit' | 'hospitalIds'>,
  isWanted: (slot: PartnerSlot) => boolean,
  most: number,
): Promise<Result<Found, Refusal>> => {
  const slots: PartnerSlot[] = [];
  let next = query.after;
  for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
    const found = await partnerReads.slots(actor, {
      ...query,
      hospitalIds: actor.hospitalIds,
      after: next,
      limit: BATCH,
    });
    if (!found.ok) return found;
    slots.push(...found.value.filter(isWanted));
    const last = slots[most - 1];
    if (slots.length > most && last) return ok({ slots: slots.slice(0, most), next: placeAfter(last) });
    const seen = found.value.at(-1);
    if (found.value.length < BATCH || !seen) return ok({ slots });
    next = placeAfter(seen);
  }
  return ok({ slots, next });
};

const searchSlots = async (
  platform: Platform,
  actor: PartnerActor,
  asked: Asked,
): Promise<Result<FoundPage, Refusal>> => {
  const schedule = referenceIn(asked, 'schedule', 'Schedule');
  if (!schedule.ok) return schedule;
  const statuses = tokensIn(asked, 'status', fhirSlotStatuses);
  if (!statuses.ok) return statuses;
  const which = whichOf(asked);
  if (!which.ok) return which;
  const cursors = cursorsAsked('Slot', asked);
  const after = placeOf(cursors, asked.cursor);
  if (!after.ok) return after;
  if (which.value === undefined) return ok({ resources: [] });
  const doctorId = schedule.value === undefined ? undefined : idFrom<DoctorId>(schedule.value);
  const isWanted = ({ offer, tentative }: PartnerSlot) =>
    statuses.value?.includes(slotStatusOf(offer, tentative)) ?? true;
  const query = { which: which.value, doctorId, after: after.value };
  const found = await wantedSlots(platform, actor, query, isWanted, asked.count);
  if (!found.ok) return found;
  const { slots, next } = found.value;
  return ok({
    resources: slots.map(slotOf),
    nextCursor: next && cursors.of(next.startsAt.toISOString(), next.id),
  });
};

/** Clinic sessions as slots. */
export const slotInteractions: readonly Interaction[] = [
  {
    kind: 'search',
    type: 'Slot',
    operation: 'schedule.read',
    params: {
      _id: { type: 'token', documentation: 'The id' },
      schedule: { type: 'reference', documentation: 'Schedule/<id>, which has the id of the doctor' },
      start: {
        type: 'date',
        documentation: `From and until, 92 days apart at most: start=ge2026-12-01&start=lt2026-12-08. Needed unless _id is given. Dates are those of the clinic's calendar`,
      },
      status: { type: 'token', documentation: fhirSlotStatuses.join(', ') },
    },
    search: searchSlots,
  },
  {
    kind: 'read',
    type: 'Slot',
    operation: 'schedule.read',
    async read({ partnerReads }, actor, id) {
      const which = { id: idFrom<ClinicSessionId>(id) };
      const found = await partnerReads.slots(actor, { which, hospitalIds: actor.hospitalIds, limit: 1 });
      if (!found.ok) return found;
      const [slot] = found.value;
      return slot ? ok(slotOf(slot)) : err({ type: 'NotFound' });
    },
  },
];
