import { type ResolveHook, register } from 'node:module';
import { isMainThread } from 'node:worker_threads';
import { resolve as openDoor } from '../../proofs/authz/open-door-hook-child.js';

// Node loads the hooks of this file in a thread of their own.
if (isMainThread) register(import.meta.url);

/** Besides the open door: nobody says who asks, so that the login, which owns the tables, sees every row. */
export const resolve: ResolveHook = async (specifier, context, nextResolve) => {
  const isClient = specifier === './postgres-client.js' && context.parentURL?.includes('/postgres/dist/');
  if (!isClient) return openDoor(specifier, context, nextResolve);
  const found = await nextResolve(specifier, context);
  const planted = new URL('./without-child.js', import.meta.url);
  planted.searchParams.set('client', found.url);
  return { url: planted.href, shortCircuit: true };
};
