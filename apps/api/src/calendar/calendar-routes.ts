import { createHash } from 'node:crypto';
import { askingAsPlatform, type Platform } from '@banzhen/platform';
import { Hono } from 'hono';
import type { DoorEnv } from '../guards/door-env.js';
import { refusalAnswer } from '../guards/refusal-answer.js';
import { calendarText } from './calendar-text.js';

/** For so long whoever subscribes need not ask again, in seconds; a cache of others keeps nothing. */
const CACHE = 'private, max-age=300';

/** Where the calendar of a token is read. */
export const calendarPath = (token: string): string => `/calendar/${token}.ics`;

/** Calendars that are subscribed to: whoever has the token in the address reads it, and nobody signs in. */
export const calendarRoutes = ({ calendars, limits }: Platform): Hono<DoorEnv> => {
  const app = new Hono<DoorEnv>();
  app.get('/:file{[A-Za-z0-9_]+\\.ics}', async (context) => {
    const { network } = context.var;
    const admitted = await limits.admit('read', { operation: 'calendar', network });
    if (!admitted.ok) return refusalAnswer(context, admitted.error);
    const token = context.req.param('file').slice(0, -'.ics'.length);
    const shown = await askingAsPlatform(() => calendars.show(token));
    if (!shown.ok) return refusalAnswer(context, shown.error);
    const text = calendarText(shown.value);
    const tag = `"${createHash('sha256').update(text).digest('base64url')}"`;
    context.header('ETag', tag);
    context.header('Cache-Control', CACHE);
    const seen = context.req.header('if-none-match')?.split(',') ?? [];
    if (seen.some((one) => one.trim().replace(/^W\//, '') === tag)) return context.body(null, 304);
    return context.body(text, 200, { 'content-type': 'text/calendar; charset=utf-8' });
  });
  return app;
};
