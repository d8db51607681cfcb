import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { revertPatch } from './revert-patch.js';

const PATCH = fileURLToPath(new URL('../../../../patches/postgres@3.4.9.patch', import.meta.url));

/** The driver as its author publishes it: a copy of the installed one with our patch taken back. */
export function pristineDriver(): { readonly url: string; readonly remove: () => void } {
  const user = createRequire(import.meta.resolve('@banzhen/postgres/open-postgres'));
  const installed = dirname(dirname(dirname(user.resolve('postgres'))));
  const folder = mkdtempSync(join(tmpdir(), 'banzhen-pristine-driver-'));
  cpSync(installed, folder, { recursive: true, dereference: true });
  for (const file of revertPatch(readFileSync(PATCH, 'utf8'), (path) =>
    readFileSync(join(folder, path), 'utf8'),
  ))
    writeFileSync(join(folder, file.path), file.text);
  return {
    url: pathToFileURL(join(folder, 'src/index.js')).href,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
