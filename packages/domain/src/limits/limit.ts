/** How often one caller may do something. */
export type Limit = {
  /** Calls within one window; one call of a batch is one. */
  readonly calls: number;
  /** How long a window lasts, from the first call in it. */
  readonly seconds: number;
  /**
   * Whose calls are counted together: those of a signed-in person, else of a network (IPv4 by /24, IPv6 by /64), or of
   * the network whoever it is, so that many accounts or challenges in one hand do not help.
   */
  readonly per: 'caller' | 'network';
  /** While the shared store is out of reach: nothing goes through, or this process counts for itself. */
  readonly whenStoreIsAway: 'refuse' | 'count-here';
};

/** Too many calls in a short time; after `retryAfterSeconds` the same call may go through (FX12, AU3). */
export type TooManyRequests = { readonly type: 'TooManyRequests'; readonly retryAfterSeconds: number };
