import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { readJson, root, walk, workspaceFolders } from './repository.mjs';

/** The programs that servers start often; each becomes one file beside its modules, for Node takes a second to load those. */
const programs = ['apps/api', 'apps/worker'];

const bundleFolder = 'program';

/** They look for files of their own beside themselves. */
const leftWhereTheyAre = /^(?:@electric-sql\/pglite|piscina|sharp)(?:\/|$)/;

/** @param {string} from a folder @param {string} to a file */
const specifier = (from, to) => {
  const path = relative(from, to).replaceAll('\\', '/');
  return path.startsWith('.') ? path : `./${path}`;
};

/**
 * Modules that look for files beside themselves go on finding them from the bundle.
 * @param {string} output @returns {import('rolldown').Plugin}
 */
const keepPlaces = (output) => ({
  name: 'keep-places',
  resolveId: {
    filter: { id: leftWhereTheyAre },
    async handler(source, importer, options) {
      const found = await this.resolve(source, importer, { ...options, skipSelf: true });
      return found && { id: specifier(output, found.id), external: true };
    },
  },
  transform: {
    filter: { id: /\/dist\//, code: 'import.meta.url' },
    handler: (code, id) =>
      id.includes('/node_modules/')
        ? undefined
        : code.replaceAll('import.meta.url', `new URL('${specifier(output, id)}', import.meta.url).href`),
  },
});

/** @param {string} path */
const changedAt = (path) => statSync(path).mtimeMs;

const newestInput = () => {
  const compiled = workspaceFolders()
    .filter((folder) => readJson(`${folder}/package.json`).scripts?.build === undefined)
    .flatMap((folder) => walk(join(root, folder, 'dist'), new Set([bundleFolder])))
    .filter((path) => path.endsWith('.js'));
  return Math.max(...[join(root, 'pnpm-lock.yaml'), import.meta.filename, ...compiled].map(changedAt));
};

/** Bundles the programs whose modules have changed. */
export async function bundlePrograms() {
  const newest = newestInput();
  for (const program of programs) {
    const input = join(root, program, 'dist/main.js');
    const file = join(root, program, 'dist', bundleFolder, 'main.js');
    if (!existsSync(input) || (existsSync(file) && changedAt(file) > newest)) continue;
    const { rolldown } = await import('rolldown');
    const bundle = await rolldown({
      input,
      platform: 'node',
      logLevel: 'warn',
      plugins: [keepPlaces(dirname(file))],
    });
    await bundle.write({ dir: dirname(file), format: 'esm', cleanDir: true });
  }
}
