import { type ResolveHook, register } from 'node:module';
import { isMainThread } from 'node:worker_threads';
import { resolve as openDoor } from './open-door-hook-child.js';

// Node loads the hooks of this file in a thread of their own.
if (isMainThread) register(import.meta.url);

/** Besides the open door: every transaction says that the platform asks, so that row-level security holds nothing back. */
export const resolve: ResolveHook = async (specifier, context, nextResolve) => {
  const isAsker = specifier === './asker.js' && context.parentURL?.includes('/postgres/dist/');
  if (!isAsker) return openDoor(specifier, context, nextResolve);
  const found = await nextResolve(specifier, context);
  if (context.parentURL?.includes('open-rows-child')) return found;
  const planted = new URL('./open-rows-child.js', import.meta.url);
  planted.searchParams.set('asker', found.url);
  return { url: planted.href, shortCircuit: true };
};
