/** The version of a thing that somebody has seen, or several, any of which may be the present one; of an empty list none is. */
export type SeenVersion = number | readonly number[];

/** Whether what somebody has seen is what there is; whoever says nothing of it takes what there is. */
export const isSeen = (seen: SeenVersion | undefined, version: number): boolean =>
  seen === undefined || (typeof seen === 'number' ? seen === version : seen.includes(version));
