import type { ClinicDeps, ClinicStores } from '@banzhen/domain/clinics';
import {
  type ClinicSession,
  type Dates,
  draftSession,
  expandTemplate,
  holidayLayer,
  type Occupied,
  type PlannedSession,
  previewSchedule,
  publishSession,
  releaseSession,
  type StaleTemplate,
  type StoredTemplate,
} from '@banzhen/domain/schedules';
import { dateAfter } from '@banzhen/domain/shared/calendar';
import { DAY_MS } from '@banzhen/domain/shared/clock';
import { type ClinicSessionId, idFrom } from '@banzhen/domain/shared/ids';
import { done, type Result } from '@banzhen/domain/shared/result';
import { demoCity } from './demo-city.js';
import { type DemoClinic, demoClinics } from './demo-clinics.js';

/** So many days of sessions are there at every start. */
const DAYS_AHEAD = 14;
const MOST_ATTEMPTS = 5;
/** So long ago they were published: before anything of them was released. */
const PUBLISHED_BEFORE_MS = 30 * DAY_MS;

type Deps = Pick<ClinicDeps, 'unitOfWork' | 'clock' | 'calendar' | 'ids'>;

const sure = <T>(result: Result<T, { readonly type: string }>): T => {
  if (!result.ok) throw new Error(`the demo clinics are refused: ${result.error.type}`);
  return result.value;
};

/** The session as it is now, after it was published a month ago and released when that was due. */
const livedThrough = ({ ids }: Deps, plan: PlannedSession, now: Date): ClinicSession => {
  const published = { now: new Date(now.getTime() - PUBLISHED_BEFORE_MS), by: { as: 'D' } } as const;
  const { session: draft } = sure(draftSession(idFrom<ClinicSessionId>(ids.next()), plan, published));
  const { session } = sure(publishSession(draft, published));
  const releaseAt = session.release.at;
  if (!releaseAt || now < releaseAt) return session;
  return sure(releaseSession(session, { now: releaseAt, by: { as: 'SYS' } })).session;
};

const startOf = ({ doctorId, during }: PlannedSession): string =>
  `${doctorId} ${during.startsAt.toISOString()}`;

/** What is missing of the templates; what somebody has closed or changed since stays as they made it. */
const missing = async (
  { sessionBook, holidays }: ClinicStores,
  { calendar }: Deps,
  templates: readonly [StoredTemplate, ...StoredTemplate[]],
  dates: Dates,
): Promise<readonly PlannedSession[]> => {
  const days = Array.from({ length: DAYS_AHEAD }, (_, index) => dateAfter(dates.from, index));
  const [{ tenantId }] = templates;
  const layer = holidayLayer(await holidays.of(tenantId, dates), calendar, days);
  const expansion = { ...dates, holidays: layer, exceptions: [] };
  const plans = templates.flatMap((template) => sure(expandTemplate(template, expansion, calendar)));
  const there: ClinicSession[] = [];
  for (const hospitalId of new Set(templates.map((template) => template.hospitalId)))
    there.push(
      ...(await sessionBook.ofHospital({ tenantId, hospitalId }, dates)).map(({ session }) => session),
    );
  const starts = new Set(there.map(startOf));
  return previewSchedule(plans, there).creates.filter((plan) => !starts.has(startOf(plan)));
};

const ofKnownHospitals = async (
  { catalogue }: ClinicStores,
  clinics: readonly DemoClinic[],
): Promise<readonly DemoClinic[]> => {
  const known: DemoClinic[] = [];
  for (const clinic of clinics) if (await catalogue.hospital(clinic.hospitalId)) known.push(clinic);
  return known;
};

/** A start beside this one has written the same: it is to be looked at again. */
type WrittenMeanwhile = StaleTemplate | Occupied;

const loadOnce = (deps: Deps, wanted: readonly DemoClinic[]): Promise<Result<void, WrittenMeanwhile>> => {
  const now = deps.clock.now();
  const from = deps.calendar.wallTime(now, demoCity.zone).date;
  const dates = { from, until: dateAfter(from, DAYS_AHEAD) };
  return deps.unitOfWork.run<void, WrittenMeanwhile>(async (stores) => {
    const clinics = await ofKnownHospitals(stores, wanted);
    const templates = clinics.flatMap((clinic) => clinic.templates);
    const [first, ...others] = templates;
    if (!first) return done;
    if (!(await stores.templates.find(first.id))) {
      await stores.directory.save({
        departments: clinics.flatMap(({ departments }) => departments),
        doctors: clinics.flatMap(({ doctors }) => doctors),
        rooms: clinics.flatMap(({ rooms }) => rooms),
      });
      for (const template of templates) {
        const saved = await stores.templates.save(template);
        if (!saved.ok) return saved;
      }
    }
    const plans = await missing(stores, deps, [first, ...others], dates);
    if (plans.length === 0) return done;
    return stores.sessions.insert(plans.map((plan) => livedThrough(deps, plan, now)));
  });
};

/**
 * Gives the demo hospitals, or other clinics of one tenant, departments, doctors, rooms, weekly templates, and sessions for two weeks from today, those that are due
 * on sale. A second start adds the days that are new; what people have changed stays as it is. Any number of processes may start
 * at once.
 */
export const loadDemoClinics = async (
  deps: Deps,
  clinics: readonly DemoClinic[] = demoClinics,
): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    const loaded = await loadOnce(deps, clinics);
    if (loaded.ok) return;
    if (attempt === MOST_ATTEMPTS) sure(loaded);
  }
};
