import type { HospitalId } from '../shared/ids.js';

/** What a webhook tells: exactly an event of the feed of partners, by ids and words; or that somebody tries an endpoint out. */
export type WebhookEvent = {
  /** The id under which the feed tells the same: the `webhook-id` of every attempt. */
  readonly id: string;
  readonly type: string;
  readonly about: 'appointment' | 'session' | 'webhook-endpoint';
  readonly subjectId: string;
  /** Of no hospital where an endpoint is tried out. */
  readonly hospitalId?: HospitalId;
  /** Of the thing after it. */
  readonly version: number;
  readonly at: Date;
};

/** The type of the event that tries an endpoint out; the feed has none of it. */
export const TEST_TYPE = 'WebhookTest';

/** The body of every attempt to tell of an event: the same text each time, for it is made of what never changes (5.9). */
export const webhookBody = ({ type, at, about, subjectId, hospitalId, version }: WebhookEvent): string =>
  JSON.stringify({
    type,
    timestamp: at.toISOString(),
    data: { about, subjectId, ...(hospitalId ? { clinicId: hospitalId } : {}), version },
  });
