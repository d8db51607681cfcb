import { Hono } from 'hono';
import type { DoorEnv } from '../guards/door-env.js';
import { refusalAnswer } from '../guards/refusal-answer.js';
import { notYet } from './not-yet.js';
import { parametersIn, type RestAnswer } from './rest-answer.js';

const numbers = ['leastFen', 'mostFen', 'leastAge', 'mostAge', 'leastExperienceYears', 'limit'];

/** Escorts by plain REST (B82, B83). Submitting credentials waits for their review, and is refused so. */
export const caregiverRoutes = (answer: RestAnswer): Hono<DoorEnv> =>
  new Hono<DoorEnv>()
    .post('/qualification', (context) => answer(context, notYet('credential-review')))
    .get('/query', async (context) => {
      const input = parametersIn(context, numbers);
      if (!input.ok) return refusalAnswer(context, input.error);
      return answer(context, ({ catalogue }) => catalogue.escorts(input.value as never));
    });
