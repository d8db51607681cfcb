import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const program = fileURLToPath(new URL('./create-embedded-files.js', import.meta.url));

const DRAFT = 'postgres.draft-';

/** Drafts of starts that were killed. The maker of one may still be at it; the next start will do, then. */
const forgetDrafts = (dataDir: string): void => {
  for (const name of readdirSync(dataDir).filter((one) => one.startsWith(DRAFT)))
    try {
      rmSync(join(dataDir, name), { recursive: true, force: true });
    } catch {
      // Somebody is still writing into it.
    }
};

/**
 * The folder of the embedded engine's files, made if there is none. Making them takes some 150 MB that this process would
 * keep, so another process does it, aside: a folder under its real name is always whole (T-KILL).
 */
export const embeddedFiles = async (dataDir: string): Promise<string> => {
  const files = join(dataDir, 'postgres');
  if (existsSync(files)) return files;
  forgetDrafts(dataDir);
  const draft = join(dataDir, `${DRAFT}${randomUUID()}`);
  await promisify(execFile)(process.execPath, [program, draft]);
  renameSync(draft, files);
  return files;
};
