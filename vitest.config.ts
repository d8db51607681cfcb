import { defineConfig } from 'vitest/config';

const under = (pattern: string) =>
  ['packages/*', 'apps/*', 'infra/*', 'proofs'].map((folder) => `${folder}/test/**/${pattern}`);

const databaseTests = under('*.db.test.{ts,tsx}');
const endToEndTests = under('*.e2e.test.{ts,tsx}');

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    // Loading the modules anew for each of so many files takes a third of the machine's time.
    isolate: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: under('*.test.{ts,tsx}'),
          exclude: [...databaseTests, ...endToEndTests],
          globalSetup: './scripts/test-folders.mjs',
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'db',
          include: databaseTests,
          globalSetup: './scripts/test-servers.mjs',
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: endToEndTests,
          globalSetup: './scripts/test-folders.mjs',
          // A browser on a busy machine may miss a beat; what fails twice is broken.
          retry: 1,
          expect: { poll: { timeout: 10_000 } },
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
