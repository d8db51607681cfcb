/** When a visit starts, in minutes after the begin of a day's window: those that are 135 minutes apart just touch. */
type Minute = number;

/** What happens around one escort on one day. Times touch, overlap by a quarter of an hour, or are the same. */
export const contended = {
  /** Families book this very escort, each pair of neighbouring escorts for the same patients. */
  creates: [0, 135, 15, 150, 270, 120, 285, 405],
  /** Open visits that the escort grabs; the first one of them also the escort's neighbour. */
  grabs: [135, 270, 255, 405],
  /** Open visits that a dispatcher offers to this escort. The last two meet each other alone: an offer takes longer than the rest. */
  offers: [270, 540, 525],
  /** A visit that was offered, accepted twice at once. */
  accept: 675,
  /** Visits that the escort has on another day, moved into the crowd by their families. */
  reschedules: [
    { from: 0, to: 0 },
    { from: 135, to: 405 },
  ],
} as const;

export const visitMinutes = 60;
/** Visits that will be moved are so many days after the crowd. */
export const daysUntilMoved = 10;

/** Beijing 07:00, some days ahead, so that no time of the plan is at night. */
export function windowStart(now: Date, day: number): Date {
  const midnight = Math.floor(now.getTime() / 86_400_000) * 86_400_000;
  return new Date(midnight + (4 + day) * 86_400_000 + 23 * 3_600_000);
}

export const minuteOf = (start: Date, minute: Minute): Date => new Date(start.getTime() + minute * 60_000);
