import type { Published } from '@banzhen/domain/shared/publishing';
import { instantOf } from './sql-values.js';

/** A published version of a policy as functions of the database give it. */
export type PublishedJson<Policy> = {
  readonly body: Policy;
  readonly from: string;
  readonly reason: string | null;
};

export const publishedOfJson = <Policy>({
  body,
  from,
  reason,
}: PublishedJson<Policy>): Published<Policy> => ({
  policy: body,
  inForceFrom: instantOf(from),
  ...(reason === null ? {} : { reason }),
});
