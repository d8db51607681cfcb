import { z } from 'zod';
import { groupIds, usualGroups } from '../features/board/groups.js';
import { memberStatuses } from '../features/members/statuses.js';
import { type OrderQuery, orderScopes } from '../features/orders/scopes.js';
import { reportStates } from '../features/reports/report-states.js';

const LONGEST_TEXT = 60;
const textOr = z.coerce.string().max(LONGEST_TEXT).optional().catch(undefined);
const dayOr = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d$/)
  .optional()
  .catch(undefined);

/** What the address of the board may say; what it says wrongly counts as not said. */
export const boardSearch = z.object({
  groups: z.array(z.enum(groupIds)).optional().catch(undefined),
  text: textOr,
  needs: z.boolean().optional().catch(undefined),
});
export type BoardSearch = z.infer<typeof boardSearch>;

export const signInSearch = z.object({
  /** Where to go after signing in: an address of this console only. */
  next: z
    .string()
    .regex(/^\/(?![/\\])/)
    .optional()
    .catch(undefined),
});

/** The filter that an address means. */
export const filterOf = ({ groups, text, needs }: BoardSearch) => ({
  groups: groups ?? usualGroups,
  text: text ?? '',
  needsDispatcher: needs ?? false,
});

const isUsual = (groups: readonly string[]): boolean => groups.join() === usualGroups.join();

/** The shortest address that means a filter. */
export const searchOf = ({ groups, text, needsDispatcher }: ReturnType<typeof filterOf>): BoardSearch => ({
  ...(isUsual(groups) ? {} : { groups: [...groups] }),
  ...(text === '' ? {} : { text: text.slice(0, LONGEST_TEXT) }),
  ...(needsDispatcher ? { needs: true } : {}),
});

/** What the address of the order search may say. */
export const ordersSearch = z.object({
  text: textOr,
  scope: z.enum(orderScopes).optional().catch(undefined),
});

/** The order search that an address means. */
export const orderQueryOf = ({ text, scope }: z.infer<typeof ordersSearch>): OrderQuery => ({
  text: text ?? '',
  scope: scope ?? 'all',
});

/** The shortest address that means an order search. */
export const ordersSearchOf = ({ text, scope }: OrderQuery): z.infer<typeof ordersSearch> => ({
  ...(text === '' ? {} : { text: text.slice(0, LONGEST_TEXT) }),
  ...(scope === 'all' ? {} : { scope }),
});

/** What the address of the postings may say; days are those of the mainland, both included. */
export const postingsSearch = z.object({ account: textOr, order: textOr, from: dayOr, to: dayOr });

/** An id of the API, or a word where things have names instead. */
const idOr = z
  .string()
  .regex(/^[\w.:/-]{1,64}$/)
  .optional()
  .catch(undefined);

/** What the address of the audit may say. */
export const auditSearch = z.object({
  who: z.uuid().optional().catch(undefined),
  what: idOr,
  object: idOr,
  outcome: z.enum(['done', 'refused']).optional().catch(undefined),
  from: dayOr,
  to: dayOr,
});

/** What the address of the desk may say. */
export const deskSearch = z.object({
  hospital: z.uuid().optional().catch(undefined),
  day: dayOr,
  session: z.uuid().optional().catch(undefined),
});

/** What the address of the calendar of releases may say. */
export const releasesSearch = z.object({
  hospital: z.uuid().optional().catch(undefined),
  day: dayOr,
  view: z.enum(['week', 'month']).optional().catch(undefined),
});

/** What the address of the waitlists may say. */
export const waitlistsSearch = deskSearch.extend({ doctor: z.uuid().optional().catch(undefined) });

/** What the address of the reported messages may say: those that wait where it says nothing. */
export const reportsSearch = z.object({ state: z.enum(reportStates).optional().catch(undefined) });

/** What the address of the bundles may say. */
export const bundlesSearch = z.object({ bundle: z.uuid().optional().catch(undefined) });

/** What the address of the report of fairness may say; days are both included. */
export const fairnessSearch = z.object({
  hospital: z.uuid().optional().catch(undefined),
  from: dayOr,
  to: dayOr,
});

/** What the address of the directory may say. */
export const directorySearch = z.object({ hospital: z.uuid().optional().catch(undefined) });

/** What the address of the calendars may say. */
export const calendarsSearch = directorySearch.extend({ doctor: z.uuid().optional().catch(undefined) });

/** What the address of the partners may say. */
export const partnersSearch = z.object({ text: textOr });

/** What the address of the members may say: an id, and never a number that somebody can be called at. */
export const membersSearch = z.object({
  account: z.uuid().optional().catch(undefined),
  status: z.enum(memberStatuses).optional().catch(undefined),
});

/** What the address of the schedules may say. */
export const scheduleSearch = z.object({
  hospital: z.uuid().optional().catch(undefined),
  day: dayOr,
  department: z.uuid().optional().catch(undefined),
  view: z.enum(['grid', 'list']).optional().catch(undefined),
});
