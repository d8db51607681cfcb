const source = /^(?:packages|apps|infra|proofs)\/.*\.tsx?$/;
const frontEnd = /^apps\/(?:admin|phone)\/src\//;
const apiImport = /(import|export)(\s+type)?\b[^;'"]*?from\s*['"]@banzhen\/api(?:\/[^'"]*)?['"]/g;
const loadsApi = /(?:\bimport\s*\(|^\s*import)\s*['"]@banzhen\/api/m;
// A type written as import('x').T is invisible to the import rules, so it is not allowed at all.
const hiddenImport = /(?:[:<|&,]\s*|\bas\s+|=\s*typeof\s+|\btypeof\s+)import\(\s*['"]/;

/** @param {string} path @param {string} text */
function findIn(path, text) {
  const problems = [];
  if (hiddenImport.test(text)) problems.push(`${path}: write "import type", not a type import(…)`);
  if (frontEnd.test(path)) {
    const asValue = [...text.matchAll(apiImport)].some((found) => found[2] === undefined);
    if (asValue || loadsApi.test(text))
      problems.push(`${path}: a front end takes @banzhen/api as a type only`);
  }
  return problems;
}

/** @type {import('../lib/sources.mjs').Check} */
export const importForms = {
  name: 'forms of imports (front ends take the API as a type only)',
  find: ({ files, read }) =>
    files.filter((path) => source.test(path)).flatMap((path) => findIn(path, read(path))),
  probes: [
    {
      rule: 'front end loads the API',
      files: { 'apps/admin/src/planted.ts': "import { appRouter } from '@banzhen/api';\nvoid appRouter;\n" },
      sees: /apps\/admin\/src\/planted\.ts: a front end/,
    },
    {
      rule: 'import hidden in a type',
      files: { 'packages/domain/src/orders/planted.ts': "export type T = typeof import('zod');\n" },
      sees: /planted\.ts: write "import type"/,
    },
  ],
};
