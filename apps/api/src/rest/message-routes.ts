import { Hono } from 'hono';
import type { DoorEnv } from '../guards/door-env.js';
import { notYet } from './not-yet.js';
import type { RestAnswer } from './rest-answer.js';

/** Messages by plain REST (B87), which wait for conversations between families and escorts, and are refused so. */
export const messageRoutes = (answer: RestAnswer): Hono<DoorEnv> =>
  new Hono<DoorEnv>().post('/send', (context) => answer(context, notYet('conversations')));
