import { z } from 'zod';
import { groupIds, usualGroups } from '../features/board/groups.js';

const LONGEST_TEXT = 60;

/** What the address of the board may say; what it says wrongly counts as not said. */
export const boardSearch = z.object({
  groups: z.array(z.enum(groupIds)).optional().catch(undefined),
  text: z.coerce.string().max(LONGEST_TEXT).optional().catch(undefined),
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
