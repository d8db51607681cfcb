import { type ResolveHook, register } from 'node:module';
import { isMainThread } from 'node:worker_threads';

// Node loads the hooks of this file in a thread of their own.
if (isMainThread) register(import.meta.url);

/** Gives the background of the platform a relay without its sweeper. */
export const resolve: ResolveHook = async (specifier, context, nextResolve) => {
  const found = await nextResolve(specifier, context);
  const isBackground = context.parentURL?.endsWith('/platform/dist/background/index.js') ?? false;
  if (specifier !== './relay.js' || !isBackground) return found;
  const planted = new URL('./no-sweeper-child.js', import.meta.url);
  planted.searchParams.set('relay', found.url);
  return { url: planted.href, shortCircuit: true };
};
