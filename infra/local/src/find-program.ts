import { execFileSync } from 'node:child_process';
import { accessSync, constants, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** An executable file and its major version. */
export interface Program {
  readonly path: string;
  readonly major: number;
}

/** The first of `names` in `folders` whose `--version` says at least `minimumMajor`. */
export function findProgram(
  names: readonly string[],
  folders: readonly string[],
  minimumMajor: number,
): Program | undefined {
  for (const folder of folders) {
    for (const name of names) {
      const path = join(folder, name);
      const major = isExecutable(path) ? majorVersion(path) : undefined;
      if (major !== undefined && major >= minimumMajor) return { path, major };
    }
  }
  return undefined;
}

/** The folders of PATH. */
export function pathFolders(): string[] {
  return (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
}

/** `parent/<each folder, newest version first>/rest`; empty when there is no such parent. */
export function versionedFolders(parent: string, rest: string, prefix = ''): string[] {
  try {
    return readdirSync(parent)
      .filter((name) => name.startsWith(prefix))
      .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
      .map((name) => join(parent, name, rest));
  } catch {
    return [];
  }
}

/** Whether this process may execute the file. */
export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function majorVersion(path: string): number | undefined {
  try {
    const text = execFileSync(path, ['--version'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 20_000,
    });
    const digits = /(?:v=| )(\d+)\.?/.exec(text)?.[1];
    return digits === undefined ? undefined : Number(digits);
  } catch {
    return undefined;
  }
}
