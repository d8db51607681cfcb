import { err } from '@banzhen/domain/shared/result';
import { unwrap } from '../trpc.js';
import type { Caller } from './rest-answer.js';

/** Tells whoever is signed in, and within their limit, that something cannot be done yet, and what it waits for. */
export const notYet =
  (needs: string) =>
  async ({ auth }: Caller): Promise<object> => {
    await auth.me();
    return unwrap<object>(err({ type: 'NotYetAvailable', needs }));
  };
