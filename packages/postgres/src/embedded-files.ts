import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const program = fileURLToPath(new URL('./create-embedded-files.js', import.meta.url));

const DRAFT = 'postgres.draft-';
const OUR_DRAFT = /^postgres\.draft-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Far longer than making the files takes; the maker outlives a start that was killed. */
const STALE_MS = 10 * 60_000;

/** Removes what killed starts have left of their drafts. */
const forgetDrafts = (dataDir: string): void => {
  for (const name of readdirSync(dataDir).filter((one) => OUR_DRAFT.test(one))) {
    const folder = join(dataDir, name);
    if (Date.now() - statSync(folder).mtimeMs > STALE_MS) rmSync(folder, { recursive: true, force: true });
  }
};

/**
 * The folder of the embedded engine's files, made if there is none. Making them takes some 150 MB that this process would
 * keep, so another process does it, aside: a folder under its real name is always whole (T-KILL).
 */
export const embeddedFiles = async (dataDir: string): Promise<string> => {
  const files = join(dataDir, 'postgres');
  forgetDrafts(dataDir);
  if (existsSync(files)) return files;
  const draft = join(dataDir, `${DRAFT}${randomUUID()}`);
  await promisify(execFile)(process.execPath, [program, draft]);
  renameSync(draft, files);
  return files;
};
