/** Numbers of visit bundles, versioned like those of visits; durations in the unit that the name says. */
export type BundlePolicy = {
  readonly version: number;
  /** The order is to be paid so long before the hold of its seat ends, so that a payment at the last moment finds the seat. */
  readonly payBeforeHoldEndsMinutes: number;
  readonly choice: {
    /** How long a family may think about what the clinic has changed (O24). */
    readonly withinMinutes: number;
    /** And until when at the latest, before the visit as it was or will be, whichever is sooner. */
    readonly untilBeforeVisitMinutes: number;
  };
};

/** Version 1: the defaults of O24. */
export const defaultBundlePolicy: BundlePolicy = {
  version: 1,
  payBeforeHoldEndsMinutes: 2,
  choice: { withinMinutes: 24 * 60, untilBeforeVisitMinutes: 4 * 60 },
};
