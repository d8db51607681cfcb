let offsetMs = 0;
let isExact = false;

/** The clock of the server as an answer tells it; countdowns must not trust the clock of this machine. */
export function noteServerNow(serverNow: string): void {
  const offset = Date.parse(serverNow) - Date.now();
  if (Number.isNaN(offset)) return;
  offsetMs = offset;
  isExact = true;
}

/** The date header of any answer: whole seconds only, used until an answer says it exactly. */
export function noteServerDate(header: string | null): void {
  if (isExact || header === null) return;
  const offset = Date.parse(header) - Date.now();
  if (!Number.isNaN(offset)) offsetMs = offset;
}

/** Now, by the server's clock, in milliseconds. */
export const serverNowMs = (): number => Date.now() + offsetMs;
