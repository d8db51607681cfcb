import type { Guard } from './door-env.js';
import { refusalAnswer } from './refusal-answer.js';

/** More than may hash or wait for it at once, with room for what is quick. */
export const MOST_SIGNING_IN = 64;

/** Signing up and in, and what belongs to it; whoever asks who they are, `auth.me`, does neither. */
const SIGN_IN = /^\/(?:trpc\/(?:auth\.(?!me\b)|staffAuth\.)|api\/user\/)/;

/** Refuses most of a crowd that signs in at once before anything is spent on it, so that others hardly wait (AU6). */
export const smallCrowd = (): Guard => {
  let inside = 0;
  const enter: Guard = async (context, next) => {
    if (inside >= MOST_SIGNING_IN) return refusalAnswer(context, { type: 'TooBusy' });
    inside += 1;
    try {
      return await next();
    } finally {
      inside -= 1;
    }
  };
  return (context, next) => (SIGN_IN.test(context.req.path) ? enter(context, next) : next());
};
