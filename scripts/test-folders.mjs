import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Vitest global set-up of the `unit` and `e2e` projects: where the test files of the run share data folders that are made
 * once and copied. They find it in TEST_PREPARED_FOLDERS; it is gone after the run.
 */
export function setup() {
  const folder = mkdtempSync(join(tmpdir(), 'banzhen-prepared-'));
  process.env.TEST_PREPARED_FOLDERS = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
