import type { Platform } from '@banzhen/platform';
import { type OpenAPIHono, z } from '@hono/zod-openapi';
import { invalidInput } from '../guards/transport-refusals.js';
import { idempotencyKeyIn } from './headers.js';
import { partnerDoor } from './partner-door.js';
import type { PartnerContext, PartnerEnv } from './partner-env.js';
import { problemAnswer } from './problem.js';

const MOST_DAYS = 400;
const advance = z.strictObject({
  advanceMinutes: z
    .int()
    .min(1)
    .max(MOST_DAYS * 24 * 60),
});

/** Every key of a sandbox can name its clinics, and nothing of anybody's is touched here. */
const OPENED_BY = 'directory.read';

/**
 * What a sandbox has beside the promised API, and what is therefore not in its document: `GET /sandbox/clock`, and `POST` with
 * `{"advanceMinutes":n}` and an `Idempotency-Key`. Elsewhere it is refused as `SandboxOnly`.
 */
export const serveSandbox = (app: OpenAPIHono<PartnerEnv>, platform: Platform): void => {
  const { partnerSandbox } = platform;
  const door = partnerDoor(platform, OPENED_BY);
  const told = (context: PartnerContext, now: Date) => context.json({ now: now.toISOString() });

  app.get('/sandbox/clock', door, (context) =>
    partnerSandbox ? told(context, partnerSandbox.now()) : problemAnswer(context, { type: 'SandboxOnly' }),
  );
  app.post('/sandbox/clock', door, async (context) => {
    if (!partnerSandbox) return problemAnswer(context, { type: 'SandboxOnly' });
    const key = idempotencyKeyIn(context.req.header('idempotency-key'));
    if (!key.ok) return problemAnswer(context, key.error);
    const wanted = advance.safeParse(await context.req.json());
    if (!wanted.success) return problemAnswer(context, invalidInput(wanted.error));
    const moved = await partnerSandbox.advance(context.var.partner, {
      minutes: wanted.data.advanceMinutes,
      idempotencyKey: key.value,
    });
    return moved.ok ? told(context, moved.value) : problemAnswer(context, moved.error);
  });
};
