import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './partner-v1.gen.js';
import { type Patience, patientFetch, usualPatience } from './patient-fetch.js';

export type { components, paths } from './partner-v1.gen.js';
export type { Patience } from './patient-fetch.js';
export type { Sign } from './signed-request.js';

/** Something that happened, by ids and words. */
export type PartnerEvent = components['schemas']['Event'];

/** Some of what has happened, and where to go on: to be kept when these have been dealt with. */
export type EventPage = { readonly items: readonly PartnerEvent[]; readonly nextCursor: string };

/** A refusal of the feed of events as it was told (RFC 9457); `problem.type` never changes. */
export class EventsRefused extends Error {
  readonly problem: components['schemas']['Problem'];

  constructor(problem: components['schemas']['Problem']) {
    super(problem.detail);
    this.name = 'EventsRefused';
    this.problem = problem;
  }
}

export type PartnerClient = Client<paths> & {
  /** Pages of what has happened after `cursor`, or from the beginning, until there is nothing new; throws `EventsRefused`. */
  events(cursor?: string): AsyncGenerator<EventPage, void, void>;
};

/**
 * The calls of `/v1`, typed by its document. Each write gets an `Idempotency-Key` of its own unless one is given, and is sent again under
 * the same one where 409 with `Retry-After`, 429 or 503 says so, or no answer came. Answers are `{ data }` or `{ error }`, a problem.
 */
export const partnerClient = ({
  url,
  key,
  ...patience
}: {
  /** Such as `https://banzhen.example`. */ readonly url: string;
  readonly key: string;
} & Partial<Patience>): PartnerClient => {
  const client = createClient<paths>({
    baseUrl: `${url}/v1`,
    headers: { authorization: `Bearer ${key}` },
    fetch: patientFetch({ ...usualPatience, ...patience }),
  });
  return {
    ...client,
    async *events(cursor) {
      let after = cursor;
      for (;;) {
        const query = after === undefined ? {} : { cursor: after };
        const { data, error } = await client.GET('/events', { params: { query } });
        if (error) throw new EventsRefused(error);
        if (data.items.length === 0) return;
        yield data;
        after = data.nextCursor;
      }
    },
  };
};
