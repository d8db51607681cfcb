import { setTimeout as pause } from 'node:timers/promises';
import type { components } from '@banzhen/partner-client';
import { demand } from '../check.js';
import { told } from './server.js';
import type { Stage } from './stage.js';

export type Event = components['schemas']['Event'];
type EventPage = { readonly items: readonly Event[]; readonly nextCursor?: string };

const MOST_PAGES = 10_000;

/** Everything after a cursor, in pages, with the place where to go on. */
export const follow = async ({ server }: Stage, cursor: string | undefined, limit = 100) => {
  const events: Event[] = [];
  let next = cursor;
  for (let no = 0; no < MOST_PAGES; no += 1) {
    const after = next === undefined ? '' : `&cursor=${next}`;
    const answer = await server.ask<EventPage>('GET', `/events?limit=${limit}${after}`);
    demand(answer.status === 200 && answer.body.nextCursor !== undefined, `GET /events ${told(answer)}`);
    next = answer.body.nextCursor;
    if (answer.body.items.length === 0) return { events, next };
    events.push(...answer.body.items);
  }
  throw new Error('the feed has no end');
};

const LOOK_AGAIN_MS = 100;

/** Follows until `isThere`, for as long as the feed may be held up by a transaction of somebody else. */
export const followUntil = async (
  stage: Stage,
  cursor: string,
  isThere: (events: readonly Event[]) => boolean,
): Promise<readonly Event[]> => {
  for (let waited = 0; ; waited += LOOK_AGAIN_MS) {
    const { events } = await follow(stage, cursor);
    if (isThere(events) || waited >= stage.patienceMs) return events;
    await pause(LOOK_AGAIN_MS);
  }
};
