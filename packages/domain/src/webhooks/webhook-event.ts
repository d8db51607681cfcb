import type { HospitalId } from '../shared/ids.js';

/** What the messages are about of which the feed of partners is made, in the words of partners. */
export const aboutOf = {
  appointment: 'appointment',
  'clinic-session': 'session',
  order: 'escort-order',
} as const;

export type FeedTopic = keyof typeof aboutOf;

/** What an event of the feed is about; of escort orders those alone that the partner has booked itself. */
export type FeedSubject = (typeof aboutOf)[FeedTopic];

/** What a webhook tells: exactly an event of the feed of partners, by ids and words; or that somebody tries an endpoint out. */
export type WebhookEvent = {
  /** The id under which the feed tells the same: the `webhook-id` of every attempt. */
  readonly id: string;
  readonly type: string;
  readonly about: FeedSubject | 'webhook-endpoint';
  readonly subjectId: string;
  /** Of no hospital where an endpoint is tried out. */
  readonly hospitalId?: HospitalId;
  /** Of the thing after it. */
  readonly version: number;
  /** What is still to be put on account for an escort order after it, in fen; never zero. */
  readonly dueFen?: number;
  readonly at: Date;
};

/** The type of the event that tries an endpoint out; the feed has none of it. */
export const TEST_TYPE = 'WebhookTest';

const places: Readonly<Record<FeedSubject, string>> = {
  appointment: '/v1/appointments/',
  session: '/v1/sessions/',
  'escort-order': '/v1/escort-orders/',
};

/** Where a partner reads what an event is about, as far as its key may. */
export const hrefOf = (about: FeedSubject, subjectId: string): string => `${places[about]}${subjectId}`;

/** The body of every attempt to tell of an event: the same text each time, for it is made of what never changes (5.9). */
export const webhookBody = (event: WebhookEvent): string => {
  const { type, at, about, subjectId, hospitalId, version, dueFen } = event;
  return JSON.stringify({
    type,
    timestamp: at.toISOString(),
    data: {
      about,
      subjectId,
      ...(hospitalId ? { clinicId: hospitalId } : {}),
      version,
      ...(about === 'webhook-endpoint' ? {} : { href: hrefOf(about, subjectId) }),
      ...(dueFen === undefined ? {} : { dueFen }),
    },
  });
};
