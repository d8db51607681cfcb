import { z } from 'zod';
import type { SandboxClock } from './sandbox-clock.js';
import type { SandboxAnswer, SandboxRequest } from './sandbox-request.js';

const FARTHEST_DAYS = 400;

const move = z.union([
  z.strictObject({
    advanceMinutes: z
      .number()
      .min(0)
      .max(FARTHEST_DAYS * 1440),
  }),
  z.strictObject({ to: z.iso.datetime({ offset: true }) }),
]);

const answer = (status: number, body: object): SandboxAnswer => ({
  status,
  contentType: 'application/json; charset=utf-8',
  headers: { 'cache-control': 'no-store' },
  body: JSON.stringify(body),
});

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};

/** `GET /sandbox/clock` tells the time; `POST` with `{"advanceMinutes":n}` or `{"to":instant}` moves it forward, never back. */
export const handleClockRequest = async (
  clock: SandboxClock,
  request: SandboxRequest,
): Promise<SandboxAnswer> => {
  if (request.method === 'GET') return answer(200, { now: clock.now().toISOString() });
  if (request.method !== 'POST') return answer(405, { code: 'METHOD_NOT_ALLOWED' });
  const wanted = move.safeParse(parsed(request.body));
  if (!wanted.success)
    return answer(400, {
      code: 'PARAM_ERROR',
      message: 'send {"advanceMinutes": n} or {"to": "2030-01-07T01:00:00Z"}',
    });
  const now = clock.now();
  const target =
    'to' in wanted.data
      ? new Date(wanted.data.to)
      : new Date(now.getTime() + wanted.data.advanceMinutes * 60_000);
  if (target.getTime() - now.getTime() > FARTHEST_DAYS * 86_400_000)
    return answer(400, { code: 'PARAM_ERROR', message: `at most ${FARTHEST_DAYS} days ahead` });
  return answer(200, { now: (await clock.moveTo(target)).toISOString() });
};
