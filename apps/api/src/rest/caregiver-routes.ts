import { Hono } from 'hono';
import type { DoorEnv } from '../guards/door-env.js';
import { refusalAnswer } from '../guards/refusal-answer.js';
import { uploadedForm } from '../guards/upload.js';
import { unwrap } from '../trpc.js';
import { parametersIn, type RestAnswer } from './rest-answer.js';
import { submissionIn } from './submission-form.js';

const numbers = ['leastFen', 'mostFen', 'leastAge', 'mostAge', 'leastExperienceYears', 'limit'];

/** A file that somebody sent in is never shown as a page of ours: it is saved, its type is not guessed, and nothing in it runs (FX11). */
const fileAnswer = (document: string, mediaType: string, content: string): Response =>
  new Response(Buffer.from(content, 'base64'), {
    headers: {
      'content-type': mediaType,
      'content-disposition': `attachment; filename="${document}.${mediaType === 'image/jpeg' ? 'jpg' : 'pdf'}"`,
      'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  });

/** Escorts by plain REST: their credentials (B82) and who may be booked (B83). */
export const caregiverRoutes = (answer: RestAnswer): Hono<DoorEnv> =>
  new Hono<DoorEnv>()
    .post('/qualification', (context) =>
      answer(context, async (caller) => {
        // Nothing is read of somebody who is not signed in.
        await caller.auth.me();
        const form = unwrap(await uploadedForm(context));
        const input = unwrap(await submissionIn(form, context.req.header('idempotency-key')));
        return caller.certification.submit(input);
      }),
    )
    .get('/qualification', (context) => answer(context, ({ certification }) => certification.own()))
    .post('/qualification/document', async (context) => {
      const input = await context.req.json();
      return answer(context, async ({ certification }) => {
        const { mediaType, content } = await certification.reveal(input);
        return fileAnswer(input.document, mediaType, content);
      });
    })
    .get('/query', async (context) => {
      const input = parametersIn(context, numbers);
      if (!input.ok) return refusalAnswer(context, input.error);
      return answer(context, ({ catalogue }) => catalogue.escorts(input.value as never));
    });
