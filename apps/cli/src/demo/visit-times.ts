const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Beijing has one offset all year, and no other since 1991. */
const BEIJING_MS = 8 * HOUR_MS;
/** Minutes of the Beijing day at which outpatient departments see people. */
const STARTS = [9 * 60, 10 * 60 + 30, 14 * 60];
const NOTICE_MS = 26 * HOUR_MS;
const DAYS_TRIED = 20;

/** Starts of visits to try, the earliest first: at least 26 h after `now`, at sensible times of a Beijing day. */
export const visitStarts = (now: Date): readonly Date[] => {
  const earliest = now.getTime() + NOTICE_MS;
  const midnight = Math.floor((earliest + BEIJING_MS) / DAY_MS) * DAY_MS - BEIJING_MS;
  return Array.from({ length: DAYS_TRIED }, (_, day) => midnight + day * DAY_MS)
    .flatMap((day) => STARTS.map((minute) => day + minute * 60_000))
    .filter((start) => start >= earliest)
    .map((start) => new Date(start));
};

export const minutesAfter = (instant: string | Date, minutes: number): Date =>
  new Date(new Date(instant).getTime() + minutes * 60_000);
