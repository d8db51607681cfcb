import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles, root } from './repository.mjs';

/**
 * What a check reads: the files of the repository, or those plus planted ones when a check is itself checked.
 * @typedef {{ files: readonly string[], read: (path: string) => string, exists: (path: string) => boolean }} Sources
 * @typedef {{ rule: string, files: Record<string, string>, sees: RegExp }} Probe
 * @typedef {{ name: string, find: (sources: Sources) => string[], probes: readonly Probe[] }} Check
 */

/** @returns {Sources} */
export function repositorySources() {
  const files = listFiles();
  /** @type {Map<string, string>} */
  const known = new Map();
  return {
    files,
    exists: (path) => existsSync(join(root, path)),
    read(path) {
      const text = known.get(path) ?? readFileSync(join(root, path), 'utf8');
      known.set(path, text);
      return text;
    },
  };
}

/**
 * The same sources with some files planted on top; nothing is written to the disk.
 * @param {Sources} sources @param {Record<string, string>} planted @returns {Sources}
 */
export function withPlanted(sources, planted) {
  return {
    files: [...new Set([...sources.files, ...Object.keys(planted)])],
    exists: (path) => path in planted || sources.exists(path),
    read: (path) => planted[path] ?? sources.read(path),
  };
}
