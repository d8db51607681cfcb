import { run } from '../lib/processes.mjs';

/** @typedef {{ name: string, sentence: string }} PublishedRun */

/**
 * What `prove` or `bench` names.
 * @param {'prove' | 'bench'} command @returns {Promise<PublishedRun[]>}
 */
export async function publishedRuns(command) {
  const entry = `proofs/dist/${command}.js`;
  const { status, tail, output } = await run(process.execPath, [entry, '--list', '--json'], { quiet: true });
  if (status !== 0) throw new Error(`${entry} --list ended with status ${status}: ${output.slice(-400)}`);
  return JSON.parse(tail.at(-1) ?? '[]');
}

/** @param {readonly PublishedRun[]} proofs @param {readonly PublishedRun[]} benches */
export const runsTable = (proofs, benches) =>
  [
    '| Name | Claim or measurement | Command |',
    '|---|---|---|',
    ...proofs.map(({ name, sentence }) => `| ${name} | ${sentence} | \`pnpm prove ${name}\` |`),
    ...benches.map(({ name, sentence }) => `| ${name} | ${sentence} | \`pnpm bench ${name}\` |`),
  ].join('\n');
