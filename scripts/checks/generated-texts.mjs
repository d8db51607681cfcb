import { generated, shownTest } from '../docs/generated.mjs';
import { publishedRuns } from '../docs/published-runs.mjs';
import { withSection } from '../docs/sections.mjs';
import { readText } from '../lib/repository.mjs';

const LONGEST_SHOWN_TEST = 29;

/** @param {import('../docs/generated.mjs').Generated} wanted @param {import('../lib/sources.mjs').Sources} sources */
function findIn({ file, section, text }, { files, read }) {
  if (!files.includes(file)) return [`${file}: is missing; node scripts/generate-docs.mjs writes it`];
  const where = section === undefined ? file : `${file}, section ${section}`;
  const found = read(file);
  const expected = section === undefined ? text : withSection(found, section, text);
  if (expected === undefined) return [`${where}: the section is not there`];
  return expected === found ? [] : [`${where}: is stale; run node scripts/generate-docs.mjs`];
}

/** @param {import('../lib/sources.mjs').Sources} sources */
function shownTestIsShort({ read }) {
  const lines = read(shownTest).trimEnd().split('\n').length;
  return lines <= LONGEST_SHOWN_TEST
    ? []
    : [`${shownTest}: ${lines} lines; README promises a whole visit in under 30`];
}

/**
 * Texts that cite a proof or bench which nobody can run.
 * @param {ReadonlySet<string>} published such as "prove race" @param {import('../lib/sources.mjs').Sources} sources
 */
function citedRuns(published, { files, read }) {
  const texts = files.filter((file) => file.endsWith('.md'));
  return texts.flatMap((file) =>
    [...read(file).matchAll(/\bpnpm ((?:prove|bench) [a-z][a-z-]*)/g)].flatMap(([, command = '']) =>
      published.has(command) ? [] : [`${file}: "pnpm ${command}" is not published`],
    ),
  );
}

/** Needs the build. @returns {Promise<import('../lib/sources.mjs').Check>} */
export async function generatedTexts() {
  const texts = await generated();
  const published = new Set();
  for (const command of /** @type {const} */ (['prove', 'bench']))
    for (const { name } of await publishedRuns(command)) published.add(`${command} ${name}`);
  return {
    name: 'generated texts are what the code says',
    find: (sources) => [
      ...texts.flatMap((text) => findIn(text, sources)),
      ...shownTestIsShort(sources),
      ...citedRuns(published, sources),
    ],
    probes: [
      {
        rule: 'a setting without its line in .env.example',
        files: { '.env.example': '# PORT=3000\n' },
        sees: /^\.env\.example: is stale/,
      },
      {
        rule: 'a state machine that has moved on',
        files: {
          'docs/architecture.md': readText('docs/architecture.md').replace('stateDiagram-v2', 'stateDiagram'),
        },
        sees: /^docs\/architecture\.md, section order-states: is stale/,
      },
      {
        rule: 'a section that was deleted',
        files: { 'docs/operations.md': '# Operations\n' },
        sees: /^docs\/operations\.md, section settings: the section is not there/,
      },
      {
        rule: 'a call that is not what it was',
        files: {
          'docs/api.md': readText('docs/api.md').replace(/^#### `family\.pay`[\s\S]*?(?=^#### )/m, ''),
        },
        sees: /^docs\/api\.md, section calls: is stale/,
      },
      {
        rule: 'a claim that nobody can run',
        files: { 'docs/planted.md': 'See `pnpm prove nothing-here`.\n' },
        sees: /^docs\/planted\.md: "pnpm prove nothing-here" is not published/,
      },
      {
        rule: 'a visit that takes thirty lines to test',
        files: { [shownTest]: 'expect(1).toBe(1);\n'.repeat(30) },
        sees: /30 lines; README promises/,
      },
    ],
  };
}
