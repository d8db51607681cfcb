import type { CursorInvalid } from '@banzhen/domain/refusals';
import { err, ok, type Result } from '@banzhen/domain/shared/result';
import { hrefOf } from '@banzhen/domain/webhooks';
import { z } from '@hono/zod-openapi';
import { cursorOf, readCursor } from './cursor.js';
import * as schemas from './schemas.js';
import type { Read } from './serve.js';

type Place = { readonly at: Date; readonly after: { readonly xid: string; readonly id: string } };

const PARTS = 3;
const NUMBER = /^(?:0|[1-9]\d{0,18})$/;
const LAST_INSTANT = 8_640_000_000_000_000;

const placeIn = (cursor: string | undefined): Result<Place | undefined, CursorInvalid> => {
  const key = readCursor(cursor, PARTS);
  if (!key.ok || key.value === undefined) return key.ok ? ok(undefined) : key;
  const [at = '', xid = '', id = ''] = key.value;
  const isFit = NUMBER.test(at) && NUMBER.test(xid) && Number(at) <= LAST_INSTANT;
  return isFit ? ok({ at: new Date(Number(at)), after: { xid, id } }) : err({ type: 'CursorInvalid' });
};

const eventsAnswer = z.object({
  items: z.array(schemas.event),
  nextCursor: z.string().openapi({ description: 'Where to go on, also when there is nothing now' }),
});

export const listEvents: Read<typeof schemas.noParams, typeof schemas.feedQuery, typeof eventsAnswer> = {
  operation: 'partner-event.list',
  path: '/events',
  summary:
    'What has happened at the hospitals of this key, and there to escort orders of this partner, in an order in which nothing is put in later',
  query: schemas.feedQuery,
  answer: eventsAnswer,
  async read({ partnerReads }, actor, { query: { cursor, limit } }) {
    const place = placeIn(cursor);
    if (!place.ok) return place;
    const page = await partnerReads.events(actor, { ...place.value, limit });
    if (!page.ok) return page;
    const { events, next, now } = page.value;
    const last = events.at(-1);
    const at = last?.place.id === next.id ? last.at : now;
    return ok({
      items: events.map(({ place: { id }, hospitalId, at: when, ...told }) => ({
        ...{ eventId: id, ...told, clinicId: hospitalId },
        href: hrefOf(told.about, told.subjectId),
        at: when.toISOString(),
      })),
      nextCursor: cursorOf(String(at.getTime()), next.xid, next.id),
    });
  },
};
