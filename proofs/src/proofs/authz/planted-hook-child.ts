import { type ResolveHook, register } from 'node:module';
import { isMainThread } from 'node:worker_threads';

// Node loads the hooks of this file in a thread of their own.
if (isMainThread) register(import.meta.url);

/** Gives the policy a table in which everybody who is signed in may read orders. */
export const resolve: ResolveHook = async (specifier, context, nextResolve) => {
  const found = await nextResolve(specifier, context);
  const isTable = specifier === './operations.js' && context.parentURL?.includes('/domain/dist/policy/');
  if (!isTable) return found;
  const planted = new URL('./planted-child.js', import.meta.url);
  planted.searchParams.set('table', found.url);
  return { url: planted.href, shortCircuit: true };
};
