import type { GivenDetails } from '@banzhen/domain/patients';

type Sent = { readonly [Name in keyof GivenDetails]: string | undefined };

/** Details without those that were not sent. */
export const given = (sent: Sent): GivenDetails =>
  Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== undefined));
