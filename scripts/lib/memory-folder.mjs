import { chmodSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
const ENOUGH_BYTES = 8 * 1024 ** 3;

/**
 * Where temporary files go: into memory where the system has a file system there with room enough, and nobody has chosen a place.
 * Servers that write to a disk wait for one another there; that a process is killed leaves files in memory as it leaves them on
 * a disk. Gone when this process ends.
 */
export function keepTemporaryFilesInMemory() {
  if (process.env.TMPDIR !== undefined || !hasRoom()) return;
  const folder = mkdtempSync(join(MEMORY, 'banzhen-'));
  // PostgreSQL, which does not run as root, has its own folder in here.
  chmodSync(folder, 0o755);
  process.env.TMPDIR = folder;
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  if (tmpdir() !== folder) throw new Error(`temporary files go to ${tmpdir()}`);
}

function hasRoom() {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize >= ENOUGH_BYTES;
  } catch {
    return false;
  }
}
