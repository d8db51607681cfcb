/** Whose fault a cancellation is. Only the family's own wish costs something. */
export type Fault = 'family' | 'escort' | 'clinic' | 'emergency' | 'platform';
