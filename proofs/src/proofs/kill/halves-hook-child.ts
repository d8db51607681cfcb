import { type ResolveHook, register } from 'node:module';
import { isMainThread } from 'node:worker_threads';

// Node loads the hooks of this file in a thread of their own.
if (isMainThread) register(import.meta.url);

/** Gives the platform the stores with the planted bug. */
export const resolve: ResolveHook = (specifier, context, nextResolve) =>
  specifier === '@banzhen/postgres' && context.parentURL?.includes('/packages/platform/')
    ? nextResolve(new URL('./halves-child.js', import.meta.url).href, context)
    : nextResolve(specifier, context);
