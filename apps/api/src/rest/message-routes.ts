import { Hono } from 'hono';
import type { DoorEnv } from '../guards/door-env.js';
import { refusalAnswer } from '../guards/refusal-answer.js';
import { parametersIn, type RestAnswer } from './rest-answer.js';

/** Messages by plain REST (B87), of families and escorts: about an order, to whoever takes part in it, never to somebody named. */
export const messageRoutes = (answer: RestAnswer): Hono<DoorEnv> =>
  new Hono<DoorEnv>()
    .post('/send', async (context) => {
      const input = await context.req.json();
      return answer(context, ({ conversation }) => conversation.send(input));
    })
    .get('/list', async (context) => {
      const input = parametersIn(context, ['after', 'limit']);
      if (!input.ok) return refusalAnswer(context, input.error);
      return answer(context, ({ conversation }) => conversation.read(input.value as never));
    });
