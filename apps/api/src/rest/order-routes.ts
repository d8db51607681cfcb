import type { FamilyOrderDto } from '@banzhen/contracts';
import { Hono } from 'hono';
import type { DoorEnv } from '../guards/door-env.js';
import { refusalAnswer } from '../guards/refusal-answer.js';
import { parametersIn, type RestAnswer } from './rest-answer.js';

/** Where the whole of an order is told; `base` is where these routes are. */
const detailLink = (base: string, orderId: string): string => `${base}/detail?orderId=${orderId}`;

/** The state of the order table (B76), and the one that a family follows (B17), which an unpaid order does not have yet. */
const statusOf = (
  base: string,
  { orderId, orderNo, version, display }: Pick<FamilyOrderDto, 'display' | 'orderId' | 'orderNo' | 'version'>,
) => ({
  orderId,
  orderNo,
  version,
  status: display.table,
  ...(display.family === undefined ? {} : { familyStatus: display.family }),
  detail: detailLink(base, orderId),
});

/** Orders of families by plain REST (B84-B86), at `base`. */
export const orderRoutes = (answer: RestAnswer, base: string): Hono<DoorEnv> =>
  new Hono<DoorEnv>()
    .post('/create', async (context) => {
      const input = await context.req.json();
      return answer(context, ({ family }) => family.place(input));
    })
    .post('/pay', async (context) => {
      const input = await context.req.json();
      return answer(context, ({ family }) => family.pay(input));
    })
    .get('/status', async (context) => {
      const input = parametersIn(context, ['expectedVersion']);
      if (!input.ok) return refusalAnswer(context, input.error);
      return answer(context, async ({ family }) => statusOf(base, await family.order(input.value as never)));
    })
    .get('/detail', async (context) => {
      const input = parametersIn(context, ['expectedVersion']);
      if (!input.ok) return refusalAnswer(context, input.error);
      return answer(context, ({ family }) => family.order(input.value as never));
    });
