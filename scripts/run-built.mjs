import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { stopWithLauncher } from './lib/launcher-watch.mjs';
import { root } from './lib/repository.mjs';

/**
 * Builds what is stale and then runs a built program inside this very process: signals, exit status and memory are
 * the program's own, and nobody can be left behind when this process is killed.
 * @param {string} entry from the root @param {readonly string[]} args
 */
export async function enter(entry, args) {
  if (!(await build())) {
    process.stderr.write('The build failed, so nothing was started. The errors are above.\n');
    process.exit(1);
  }
  const path = join(root, entry);
  if (!existsSync(path)) {
    process.stderr.write(`${entry} was not built: is its source there?\n`);
    process.exit(1);
  }
  stopWithLauncher();
  process.argv = [process.execPath, path, ...args];
  await import(pathToFileURL(path).href);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [entry, ...args] = process.argv.slice(2);
  if (entry === undefined) {
    process.stderr.write('Usage: node scripts/run-built.mjs ENTRY [ARGUMENTS]\n');
    process.exit(2);
  }
  await enter(entry, args);
}
