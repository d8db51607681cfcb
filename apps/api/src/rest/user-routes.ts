import { loginInput } from '@banzhen/contracts';
import { Hono } from 'hono';
import type { DoorEnv } from '../guards/door-env.js';
import { refusalAnswer } from '../guards/refusal-answer.js';
import { invalidInput } from '../guards/transport-refusals.js';
import type { RestAnswer } from './rest-answer.js';

/**
 * Registration and login by plain REST (B80, B81), for clients that do not speak tRPC: the same procedures with the same
 * limits and refusals. The token is for the `Authorization` header; no cookie is set.
 */
export const userRoutes = (answer: RestAnswer): Hono<DoorEnv> =>
  new Hono<DoorEnv>()
    .post('/code', async (context) => {
      const input = await context.req.json();
      return answer(context, ({ auth }) => auth.requestCode(input));
    })
    .post('/register', async (context) => {
      const input = await context.req.json();
      return answer(context, ({ auth }) => auth.register(input));
    })
    .post('/login', async (context) => {
      const given = loginInput.safeParse(await context.req.json());
      if (!given.success) return refusalAnswer(context, invalidInput(given.error));
      const input = given.data;
      return answer(context, ({ auth }) => {
        if ('wechatCode' in input) return auth.signInWithWechat({ code: input.wechatCode, app: input.app });
        return 'password' in input ? auth.signInWithPassword(input) : auth.signInWithCode(input);
      });
    });
