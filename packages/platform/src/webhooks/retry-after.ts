const LARGEST_SECONDS = 366 * 86_400;

/** `Retry-After` in whole seconds from `now`, as a number or as a date; undefined for anything else. */
export const retryAfterIn = (header: string | string[] | undefined, now: Date): number | undefined => {
  if (typeof header !== 'string') return undefined;
  const text = header.trim();
  if (/^\d{1,10}$/.test(text)) return Math.min(Number(text), LARGEST_SECONDS);
  const at = /GMT$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) return undefined;
  return Math.min(Math.max(0, Math.ceil((at - now.getTime()) / 1_000)), LARGEST_SECONDS);
};
