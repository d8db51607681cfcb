import { type LoadHook, register } from 'node:module';
import { isMainThread } from 'node:worker_threads';

// Node loads the hooks of this file in a thread of their own.
if (isMainThread) register(import.meta.url);

/** The planted bugs: a text where a pattern is expected, which falls over a bracket, and one that is read as JSON. */
const bugs: readonly { readonly file: string; readonly healthy: string; readonly planted: string }[] = [
  {
    file: '/apps/api/dist/routers/catalogue-router.js',
    healthy: 'ctx.platform.reads.hospitals(input)',
    planted: '(new RegExp(input.text), ctx.platform.reads.hospitals(input))',
  },
  {
    file: '/apps/api/dist/fhir/asked.js',
    healthy: 'Number(text) : 0',
    planted: 'Number(text) : JSON.parse(text)',
  },
];

export const load: LoadHook = async (url, context, nextLoad) => {
  const loaded = await nextLoad(url, context);
  const bug = bugs.find(({ file }) => url.endsWith(file));
  if (!bug) return loaded;
  const source = String(loaded.source);
  if (!source.includes(bug.healthy)) throw new Error('the planted bug does not fit the product any more');
  return { ...loaded, source: source.replace(bug.healthy, bug.planted) };
};
