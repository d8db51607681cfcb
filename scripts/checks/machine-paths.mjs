const read = /\.(?:[cm]?[jt]sx?|json|ya?ml|md|sql|sh|css|html|conf|toml|txt)$|(?:^|\/)(?:Dockerfile|run)$/;
const ownFile = 'scripts/checks/machine-paths.mjs';
const lockfile = 'pnpm-lock.yaml';

const patterns = [
  /(?<![\w.~*$}/-])\/(?:work|root)\/[\w.-]+/,
  /(?<![\w.~*$}/-])\/(?:home|Users)\/(?!node\b|postgres\b|USER\b)[\w.-]+/,
  /\bC:\\Users\\/i,
  /\.\.\/shared\/(?:design|spec|hooks)\b/,
];

/** @type {import('../lib/sources.mjs').Check} */
export const machinePaths = {
  name: 'no path of one machine',
  find: ({ files, read: text }) =>
    files
      .filter((path) => read.test(path) && path !== ownFile && path !== lockfile)
      .flatMap((path) =>
        text(path)
          .split('\n')
          .flatMap((line, index) => {
            const found = patterns.map((pattern) => pattern.exec(line)?.[0]).find((hit) => hit !== undefined);
            return found === undefined ? [] : [`${path}:${index + 1}: "${found}" exists on one machine only`];
          }),
      ),
  probes: [
    {
      rule: 'absolute path in a text',
      files: { 'docs/planted.md': 'Files lie in /work/main/packages.\n' },
      sees: /planted\.md:1: "\/work\/main"/,
    },
    {
      rule: 'home folder in a source',
      files: { 'apps/cli/src/planted.ts': "export const where = '/home/somebody/x';\n" },
      sees: /planted\.ts:1: "\/home\/somebody"/,
    },
  ],
};
