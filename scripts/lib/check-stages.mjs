import { build } from '../build.mjs';
import { ciphersInVault } from '../checks/ciphers.mjs';
import { docReferences } from '../checks/doc-references.mjs';
import { environmentReads } from '../checks/environment-reads.mjs';
import { fileLength } from '../checks/file-length.mjs';
import { fileNames } from '../checks/file-names.mjs';
import { importForms } from '../checks/import-forms.mjs';
import { machinePaths } from '../checks/machine-paths.mjs';
import { orderWriter } from '../checks/order-writer.mjs';
import { run } from './processes.mjs';
import { root } from './repository.mjs';
import { oneCheck } from './runner.mjs';
import { sideBySide } from './side-by-side.mjs';
import { repositorySources, withPlanted } from './sources.mjs';
import { runVitest } from './vitest-stage.mjs';

/** @typedef {import('./runner.mjs').Stage} Stage */

const textChecks = [
  fileNames,
  fileLength,
  machinePaths,
  environmentReads,
  importForms,
  orderWriter,
  ciphersInVault,
  docReferences,
];

/** @param {string} name @param {string} program @param {string[]} args @returns {Stage} */
const programStage = (name, program, args) => ({
  name,
  async run() {
    const { status, output } = await run(program, args, { quiet: true });
    if (status === 0) return oneCheck([]);
    process.stdout.write(output);
    return oneCheck([`${program} ${args.join(' ')} ended with status ${status}`]);
  },
});

/** @type {Promise<import('./sources.mjs').Check> | undefined} */
let generatedTextsOnce;
/** What the texts must be is known only after the build. */
const generatedTexts = () => {
  generatedTextsOnce ??= import('../checks/generated-texts.mjs').then((module) => module.generatedTexts());
  return generatedTextsOnce;
};

/** @type {Promise<import('./sources.mjs').Check> | undefined} */
let partnerPromisesOnce;
/** What partners are served is known only after the build. */
const partnerPromises = () => {
  partnerPromisesOnce ??= import('../checks/partner-promises.mjs').then((module) => module.partnerPromises());
  return partnerPromisesOnce;
};

/** Plants every violation that the text checks promise to see, in memory. @type {Stage} */
const textProbes = {
  name: 'probes of the text checks',
  async run() {
    const sources = repositorySources();
    const checks = [...textChecks, await generatedTexts(), await partnerPromises()];
    const problems = checks.flatMap((check) => {
      const before = new Set(check.find(sources));
      return check.probes
        .filter(({ files, sees }) => {
          const found = check.find(withPlanted(sources, files)).filter((problem) => !before.has(problem));
          return found.length !== 1 || !sees.test(found[0] ?? '');
        })
        .map(({ rule }) => `${check.name}: "${rule}" was planted and not seen as exactly that`);
    });
    const all = checks.reduce((sum, check) => sum + check.probes.length, 0);
    return { passed: all - problems.length, failed: problems.length, problems };
  },
};

/** @type {Stage} */
const importRuleProbes = {
  name: 'probes of the import rules',
  async run() {
    const { probeImportRules } = await import('../checks/import-probes.mjs');
    const results = await probeImportRules();
    const problems = results.flatMap(({ name, problem }) =>
      problem === undefined ? [] : [`${name}: ${problem}`],
    );
    return { passed: results.length - problems.length, failed: problems.length, problems };
  },
};

/** @type {readonly Stage[]} */
const oneAfterTheOther = [
  programStage('format and lint', 'biome', [
    'ci',
    `--colors=${process.stdout.isTTY ? 'force' : 'off'}`,
    '--error-on-warnings',
    '--max-diagnostics=60',
    '.',
  ]),
  {
    name: 'types and build',
    run: async () => oneCheck((await build()) ? [] : ['the build failed, see above']),
  },
];

/** Most of these keep one core busy and leave the other to the unit tests. @type {readonly Stage[]} */
const besideUnitTests = [
  programStage('types of tests and scripts', 'tsc', ['-p', 'tsconfig.tests.json']),
  ...textChecks.map((check) => ({
    name: check.name,
    run: async () => oneCheck(check.find(repositorySources())),
  })),
  {
    name: 'generated texts are what the code says',
    run: async () => oneCheck((await generatedTexts()).find(repositorySources())),
  },
  {
    name: 'promises to partners are kept',
    run: async () => oneCheck((await partnerPromises()).find(repositorySources())),
  },
  textProbes,
  {
    name: 'import rules',
    async run() {
      const { findImportProblems } = await import('../checks/import-rules.mjs');
      return oneCheck(await findImportProblems(root));
    },
  },
  importRuleProbes,
  programStage('unused files, exports and dependencies', 'knip', ['--no-progress', '--no-config-hints']),
];

/** Told of as it runs; what runs beside it prints nothing meanwhile. @type {Stage} */
const unitTests = { name: 'unit tests', run: () => runVitest('unit') };

/** @param {Stage} stage @returns {import('./side-by-side.mjs').QuietStage} */
const quietly = ({ name, run }) => ({ name, run: async () => ({ tally: await run(), output: '' }) });

/** Everything that needs no server, on two cores. @type {readonly Stage[]} */
export const checkStages = [
  ...oneAfterTheOther,
  ...sideBySide([unitTests, ...besideUnitTests].map(quietly), 2),
];
