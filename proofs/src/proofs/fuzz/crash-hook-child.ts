import { type LoadHook, register } from 'node:module';
import { isMainThread } from 'node:worker_threads';

// Node loads the hooks of this file in a thread of their own.
if (isMainThread) register(import.meta.url);

const HEALTHY = 'ctx.platform.reads.hospitals(input)';
/** Somebody has put a text where a pattern is expected. */
const PLANTED = `(new RegExp(input.text), ${HEALTHY})`;

/** The planted bug: a search that falls over a bracket. */
export const load: LoadHook = async (url, context, nextLoad) => {
  const loaded = await nextLoad(url, context);
  if (!url.endsWith('/apps/api/dist/routers/catalogue-router.js')) return loaded;
  const source = String(loaded.source);
  if (!source.includes(HEALTHY)) throw new Error('the planted bug does not fit the product any more');
  return { ...loaded, source: source.replace(HEALTHY, PLANTED) };
};
