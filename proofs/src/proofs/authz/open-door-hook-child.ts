import { type ResolveHook, register } from 'node:module';
import { isMainThread } from 'node:worker_threads';

// Node loads the hooks of this file in a thread of their own.
if (isMainThread) register(import.meta.url);

/** Gives the application a policy that allows everybody everything. */
export const resolve: ResolveHook = async (specifier, context, nextResolve) => {
  const found = await nextResolve(specifier, context);
  const isPolicy = specifier === './authorize.js' && context.parentURL?.includes('/domain/dist/policy/');
  if (!isPolicy) return found;
  const planted = new URL('./open-door-child.js', import.meta.url);
  planted.searchParams.set('policy', found.url);
  return { url: planted.href, shortCircuit: true };
};
