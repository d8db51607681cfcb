import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

const neverRead = new Set([
  'node_modules',
  'dist',
  '.git',
  '.turbo',
  '.data',
  '.cache',
  'coverage',
  'test-results',
]);

/** Files of the repository that are tracked or could be, as paths from the root with `/`. */
export function listFiles(folder = root) {
  try {
    const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const names = listed.split('\0').filter((name) => name !== '' && existsSync(join(folder, name)));
    if (names.length > 0) return [...new Set(names)].sort();
  } catch {
    // An unpacked archive has no git folder: walk instead.
  }
  return walk(folder, neverRead)
    .map((path) => relative(folder, path).split(sep).join('/'))
    .sort();
}

/**
 * Every file below a folder, as absolute paths.
 * @param {string} folder @param {ReadonlySet<string>} [skip] @returns {string[]}
 */
export function walk(folder, skip = new Set()) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (skip.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? walk(path, skip) : entry.isFile() ? [path] : [];
  });
}

/** Folders of the workspace packages, from the root: `packages/domain`, `apps/api`, … */
export function workspaceFolders(folder = root) {
  const parents = ['packages', 'apps', 'infra'];
  const nested = parents.flatMap((parent) => {
    const path = join(folder, parent);
    if (!existsSync(path)) return [];
    return readdirSync(path)
      .map((name) => `${parent}/${name}`)
      .filter((name) => statSync(join(folder, name)).isDirectory());
  });
  return [...nested, 'proofs'].filter((name) => existsSync(join(folder, name, 'package.json')));
}

/** @param {string} path from the root */
export const readText = (path, folder = root) => readFileSync(join(folder, path), 'utf8');

/** @param {string} path from the root */
export const readJson = (path, folder = root) => JSON.parse(readText(path, folder));
