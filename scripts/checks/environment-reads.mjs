const reads =
  /\bprocess\s*\.\s*env\b|\bprocess\s*\[\s*['"]env['"]\s*\]|\benv\b[^;]*from\s+['"](?:node:)?process['"]/;
const comments = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm;
const source = /^((?:packages|apps)\/[^/]+)\/src\/.*\.tsx?$/;

/** @type {import('../lib/sources.mjs').Check} */
export const environmentReads = {
  name: 'one file per app reads process.env, packages none',
  find({ files, read }) {
    /** @type {Map<string, string[]>} */
    const readers = new Map();
    for (const path of files) {
      const folder = source.exec(path)?.[1];
      if (folder === undefined || !reads.test(read(path).replace(comments, ''))) continue;
      readers.set(folder, [...(readers.get(folder) ?? []), path]);
    }
    return [...readers].flatMap(([folder, paths]) => {
      if (folder.startsWith('packages/'))
        return paths.map((path) => `${path}: a package gets its settings as values`);
      return paths.length > 1 ? [`${folder}: ${paths.join(' and ')} read process.env; one file should`] : [];
    });
  },
  probes: [
    {
      rule: 'a package reads process.env',
      files: { 'packages/payments/src/planted.ts': 'export const key = process.env.KEY;\n' },
      sees: /packages\/payments\/src\/planted\.ts: a package gets/,
    },
    {
      rule: 'two files of an app read process.env',
      files: {
        'apps/planted/src/one.ts': 'export const a = process.env.A;\n',
        'apps/planted/src/two.ts': "import { env } from 'node:process';\nexport const b = env.B;\n",
      },
      sees: /apps\/planted: .*one\.ts and .*two\.ts/,
    },
  ],
};
