const limit = 300;
const counted = /^(?:(?:packages|apps|infra)\/[^/]+|proofs)\/src\/.*\.(?:ts|tsx|css)$|^scripts\/.*\.mjs$/;
const generated = /\.gen\.ts$|\.d\.ts$/;

/** @type {import('../lib/sources.mjs').Check} */
export const fileLength = {
  name: `no source file over ${limit} lines`,
  find: ({ files, read }) =>
    files
      .filter((path) => counted.test(path) && !generated.test(path))
      .map((path) => ({ path, lines: read(path).trimEnd().split('\n').length }))
      .filter(({ lines }) => lines > limit)
      .map(({ path, lines }) => `${path}: ${lines} lines; split it, ${limit} is the limit`),
  probes: [
    {
      rule: 'file of 301 lines',
      files: { 'packages/domain/src/orders/planted-long.ts': 'export {};\n'.repeat(limit + 1) },
      sees: /planted-long\.ts: 301 lines/,
    },
  ],
};
