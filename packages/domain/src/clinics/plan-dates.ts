import {
  type Dates,
  draftSession,
  type ExpansionFault,
  expandTemplate,
  holidayLayer,
  type PlannedSession,
  previewSchedule,
  publishSession,
  type SchedulePreview,
  type SessionOutcome,
  type TenantHospital,
} from '../schedules/index.js';
import type { Act } from '../shared/act.js';
import { dateAfter, type LocalDate } from '../shared/calendar.js';
import { type ClinicSessionId, idFrom, type TemplateId } from '../shared/ids.js';
import { ok, type Result } from '../shared/result.js';
import { checkDates, type DatesUnfit } from './check-dates.js';
import type { ScheduleDeps } from './deps.js';
import type { ClinicStores } from './stores.js';

/** A planned session that cannot be published any more: begun, or its seats should be on sale already or only after its start. */
export type LatePlan = {
  readonly plan: PlannedSession;
  readonly why: 'SessionBegun' | 'ReleaseInPast' | 'ReleaseAfterStart';
};

/** What publishing some dates would do: every planned session is in exactly one of the lists. */
export type DatesPreview = SchedulePreview & { readonly late: readonly LatePlan[] };

/** What publishing would store: for each of `creates` its draft and its publication. */
export type DatesPlan = {
  readonly preview: DatesPreview;
  readonly outcomes: readonly SessionOutcome[];
};

/** The first thing that is wrong with a template on these dates. */
export type TemplateUnfit = ExpansionFault & { readonly templateId: TemplateId };
export type PlanFault = TemplateUnfit | DatesUnfit;

const datesIn = ({ from, until }: Dates): readonly LocalDate[] => {
  const dates: LocalDate[] = [];
  for (let date = from; date < until; date = dateAfter(date, 1)) dates.push(date);
  return dates;
};

type Planning = Pick<ClinicStores, 'templates' | 'exceptions' | 'holidays' | 'sessions'>;
type Parts = Pick<ScheduleDeps, 'calendar' | 'ids'>;

const expanded = async (
  stores: Planning,
  { calendar }: Parts,
  where: TenantHospital,
  dates: Dates,
): Promise<Result<readonly PlannedSession[], TemplateUnfit>> => {
  const templates = await stores.templates.inForce(where, dates);
  const ids = templates.map(({ id }) => id);
  const exceptions = await stores.exceptions.ofTemplates(ids, dates);
  const own = await stores.holidays.of(where.tenantId, dates);
  const holidays = holidayLayer(own, calendar, datesIn(dates));
  const plans: PlannedSession[] = [];
  for (const template of templates) {
    const ofTemplate = exceptions
      .filter(({ templateId }) => templateId === template.id)
      .map(({ exception }) => exception);
    const made = expandTemplate(template, { ...dates, holidays, exceptions: ofTemplate }, calendar);
    if (!made.ok) return { ok: false, error: { ...made.error, templateId: template.id } };
    plans.push(...made.value);
  }
  return ok(plans);
};

/** The draft and the publication of a planned session as one outcome, or why it is too late for them. */
const published = (plan: PlannedSession, { ids }: Parts, act: Act): Result<SessionOutcome, LatePlan> => {
  const draft = draftSession(idFrom<ClinicSessionId>(ids.next()), plan, act);
  if (!draft.ok) throw new Error(`whoever may publish a schedule may draft it: ${draft.error.type}`);
  const outcome = publishSession(draft.value.session, act);
  if (outcome.ok)
    return ok({
      session: outcome.value.session,
      events: [...draft.value.events, ...outcome.value.events],
    });
  const why = outcome.error.type;
  if (why !== 'SessionBegun' && why !== 'ReleaseInPast' && why !== 'ReleaseAfterStart')
    throw new Error(`a draft of whoever may publish it is published: ${why}`);
  return { ok: false, error: { plan, why } };
};

/** What the templates of a hospital come to on some dates, held against what is there at this moment (C6, C7). */
export const planDates = async (
  stores: Planning,
  parts: Parts,
  where: TenantHospital & { readonly zone: string },
  dates: Dates,
  act: Act,
): Promise<Result<DatesPlan, PlanFault>> => {
  const checked = checkDates(dates);
  if (!checked.ok) return checked;
  const plans = await expanded(stores, parts, where, dates);
  if (!plans.ok) return plans;
  const { calendar } = parts;
  const existing = await stores.sessions.occupying(
    {
      doctorIds: [...new Set(plans.value.map(({ doctorId }) => doctorId))],
      roomIds: [...new Set(plans.value.map(({ roomId }) => roomId))],
    },
    {
      startsAt: calendar.instantOf(dates.from, 0, where.zone),
      endsAt: calendar.instantOf(dates.until, 0, where.zone),
    },
  );
  const { creates: wanted, ...preview } = previewSchedule(plans.value, existing);
  const creates: PlannedSession[] = [];
  const late: LatePlan[] = [];
  const outcomes: SessionOutcome[] = [];
  for (const plan of wanted) {
    const outcome = published(plan, parts, act);
    if (outcome.ok) {
      creates.push(plan);
      outcomes.push(outcome.value);
    } else late.push(outcome.error);
  }
  return ok({ preview: { ...preview, creates, late }, outcomes });
};
