import { execFile } from 'node:child_process';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const program = fileURLToPath(new URL('./create-embedded-files.js', import.meta.url));

/**
 * The folder of the embedded engine's files, made if there is none. Making them takes some 150 MB that this process would
 * keep, so another process does it, aside: a folder under its real name is always whole (T-KILL).
 */
export const embeddedFiles = async (dataDir: string): Promise<string> => {
  const files = join(dataDir, 'postgres');
  if (existsSync(files)) return files;
  const draft = `${files}.draft`;
  rmSync(draft, { recursive: true, force: true });
  await promisify(execFile)(process.execPath, [program, draft]);
  renameSync(draft, files);
  return files;
};
