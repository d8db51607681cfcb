import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import swc from '@swc/core';
import { walk, workspaceFolders } from '../lib/repository.mjs';

// TypeScript 7 has no parser that dependency-cruiser could use, and its swc parser does not switch JSX on.
const parseFileSync = swc.parseFileSync.bind(swc);
Object.assign(swc, {
  parseFileSync: (/** @type {string} */ path, /** @type {import('@swc/core').TsParserConfig} */ options) =>
    parseFileSync(path, { ...options, tsx: path.endsWith('x') }),
});

const { cruise } = await import('dependency-cruiser');
const { default: ruleSet } = await import('../../.dependency-cruiser.mjs');

export const ruleNames = ruleSet.forbidden.map(({ name }) => name ?? '');

/**
 * @typedef {{ rule: string, from: string, to: string }} Violation
 * @typedef {{ violations: Violation[], modules: number, edges: ReadonlyMap<string, number> }} Cruise
 */

/**
 * Reads every import below the src folders of a repository and answers what breaks a rule, with the number of
 * imports seen in each package: a parser that silently reads nothing must not look like obedience.
 * @param {string} folder @returns {Promise<Cruise>}
 */
export async function cruiseImports(folder) {
  const starts = workspaceFolders(folder)
    .map((name) => `${name}/src`)
    .filter((name) => existsSync(join(folder, name)));
  const { output } = await cruise(starts, {
    baseDir: folder,
    ruleSet,
    validate: true,
    parser: 'swc',
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    doNotFollow: { path: '(?:^|/)(?:node_modules|dist)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'module', 'browser', 'default'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  });
  if (typeof output === 'string') throw new Error(output);
  const edges = new Map(starts.map((name) => [name, 0]));
  for (const module of output.modules) {
    const start = starts.find((name) => module.source.startsWith(`${name}/`));
    if (start !== undefined) edges.set(start, (edges.get(start) ?? 0) + module.dependencies.length);
  }
  return {
    violations: output.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
    modules: output.modules.length,
    edges,
  };
}

/**
 * The import rules as a check of the whole repository.
 * @param {string} folder @returns {Promise<string[]>}
 */
export async function findImportProblems(folder) {
  const { violations, edges } = await cruiseImports(folder);
  const unread = [...edges]
    .filter(([start, count]) => count === 0 && hasImports(join(folder, start)))
    .map(([start]) => `${start}: its imports were not read, so no rule was checked there`);
  return [...unread, ...violations.map(({ rule, from, to }) => `${rule}: ${from} -> ${to}`)];
}

/** @param {string} folder */
function hasImports(folder) {
  return walk(folder).some(
    (path) => /\.tsx?$/.test(path) && /^import\b.*from /m.test(readFileSync(path, 'utf8')),
  );
}
