/** When a visit starts, in minutes after the begin of a day's window: those that are 135 minutes apart just touch. */
type Minute = number;

/** What happens around one escort on one day. Times touch, overlap by a quarter of an hour, or are the same. */
export const contended = {
  /** Families book this very escort, each pair of neighbouring escorts for the same patients. */
  creates: [0, 135, 0, 15, 270, 120, 135, 255],
  /** Open visits that the escort grabs; the first one of them also the escort's neighbour. */
  grabs: [0, 15, 135, 150],
  /** Open visits that a dispatcher offers to this escort. */
  offers: [0, 135, 30],
  /** A visit that was offered, accepted twice at once. */
  accept: 420,
  /** Visits that the escort has, moved into the crowd by their families. */
  reschedules: [
    { from: 555, to: 0 },
    { from: 690, to: 135 },
  ],
} as const satisfies Record<string, unknown>;

export const visitMinutes = 60;
/** An escort's visits need this much between their starts. */
export const apartMinutes: Minute = 135;

/** Beijing 07:00, some days ahead, so that no time of the plan is at night. */
export function windowStart(now: Date, day: number): Date {
  const midnight = Math.floor(now.getTime() / 86_400_000) * 86_400_000;
  return new Date(midnight + (4 + day) * 86_400_000 + 23 * 3_600_000);
}

export const minuteOf = (start: Date, minute: Minute): Date => new Date(start.getTime() + minute * 60_000);
