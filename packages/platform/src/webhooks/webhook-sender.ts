import type { SendOutcome, WebhookSender } from '@banzhen/domain/webhooks';
import { failureOf, type GuardOptions, guardedPost } from './guarded-post.js';
import { retryAfterIn } from './retry-after.js';
import { fitUrl } from './webhook-url.js';

const MOST_BODY_BYTES = 64 * 1_024;

export type { Resolve } from './guarded-post.js';

/** Sends events the guarded way; of the body of an answer 64 kB are read and none kept. */
export const webhookSender = (options: GuardOptions): WebhookSender & { close(): Promise<void> } => {
  const { post, close } = guardedPost(options);

  const attempt = async (...asked: Parameters<typeof post>): Promise<SendOutcome> => {
    const { statusCode, headers, body } = await post(...asked);
    await body.dump({ limit: MOST_BODY_BYTES }).catch(() => undefined);
    const retryAfterSeconds = retryAfterIn(headers['retry-after'], new Date());
    return {
      kind: 'answered',
      status: statusCode,
      ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    };
  };

  return {
    judge: (url) => fitUrl(url, options.mayLoopBack),
    send: (asked, timeoutMs) =>
      attempt(asked, timeoutMs).catch((thrown) => ({ kind: 'failed', why: failureOf(thrown) })),
    close,
  };
};
