import { existsSync, rmSync } from 'node:fs';
import { delimiter, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundlePrograms } from './lib/bundle-programs.mjs';
import { run } from './lib/processes.mjs';
import { readJson, root, walk, workspaceFolders } from './lib/repository.mjs';

/** What is bundled from the modules has no source of its own. */
const bundled = new Set(['program']);
const compiledName = /(?:\.d\.ts|\.js\.map|\.js)$/;

/** Deletes compiled files whose source is gone, so that nothing keeps working by a leftover. */
function pruneStaleOutput() {
  for (const folder of workspaceFolders()) {
    if (readJson(`${folder}/package.json`).scripts?.build !== undefined) continue;
    const output = join(root, folder, 'dist');
    for (const path of walk(output, bundled)) {
      if (!compiledName.test(path)) continue;
      const source = join(root, folder, 'src', relative(output, path).replace(compiledName, ''));
      if (!existsSync(`${source}.ts`) && !existsSync(`${source}.tsx`)) rmSync(path);
    }
  }
}

/** @param {string} program */
const isOnPath = (program) =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));

/**
 * Compiles what is stale: TypeScript by project references, the programs from its modules, then the front ends by turbo.
 * Answers true when everything was built; output goes to stderr only when something is wrong.
 */
export async function build({ frontEnds = true } = {}) {
  pruneStaleOutput();
  const compiled = await run('tsc', ['-b'], { quiet: true });
  if (compiled.status !== 0) {
    process.stderr.write(compiled.output);
    return false;
  }
  await bundlePrograms();
  if (!frontEnds || !workspaceFolders().some((folder) => readJson(`${folder}/package.json`).scripts?.build)) {
    return true;
  }
  const turbo = ['turbo', 'run', 'build', '--output-logs=errors-only'];
  // turbo runs scripts by pnpm, which is on the path only when pnpm (or npx) has started us.
  const [program = '', ...args] = isOnPath('pnpm') ? turbo : ['npx', '-y', 'pnpm@12', 'exec', ...turbo];
  const ended = await run(program, args, { quiet: true });
  if (ended.status !== 0) process.stderr.write(ended.output);
  return ended.status === 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.exitCode = (await build()) ? 0 : 1;
}
