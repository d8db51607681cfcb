import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readJson, readText, root } from '../lib/repository.mjs';
import { capacitiesLine, stateDiagram, statesTable, transitionsTable } from './order-states.mjs';
import { publishedRuns, runsTable } from './published-runs.mjs';
import { environmentExample, settingsOf, settingsTable } from './settings.mjs';

/**
 * A text that is made from what was built: a marked section of a document, or without `section` the whole file.
 * @typedef {{ file: string, section?: string, text: string }} Generated
 */

/** The test that README shows. It lies in the domain and runs with its unit tests. */
export const shownTest = 'packages/domain/test/readme-visit.test.ts';

const built = (/** @type {string} */ path) => import(pathToFileURL(join(root, path)).href);

/** Everything that is generated, from the built packages, the proofs and the test that README shows. @returns {Promise<Generated[]>} */
export async function generated() {
  /** @type {import('./order-states.mjs').Orders} */
  const orders = await built('packages/domain/dist/orders/index.js');
  const { settings } = await built('packages/platform/dist/config.js');
  /** @type {import('./order-states.mjs').Words} */
  const words = readJson('apps/admin/src/shared/i18n/zh-CN.json');
  const list = settingsOf(settings.shape);
  const [proofs, benches] = await Promise.all([publishedRuns('prove'), publishedRuns('bench')]);
  const table = runsTable(proofs, benches);
  return [
    { file: '.env.example', text: environmentExample(list) },
    { file: 'README.md', section: 'proofs', text: table },
    { file: 'README.md', section: 'test', text: `\`\`\`ts\n${readText(shownTest)}\`\`\`` },
    { file: 'docs/operations.md', section: 'settings', text: settingsTable(list) },
    { file: 'docs/architecture.md', section: 'order-states', text: stateDiagram(orders, words) },
    { file: 'docs/order-states.md', section: 'diagram', text: stateDiagram(orders, words) },
    { file: 'docs/order-states.md', section: 'states', text: statesTable(orders, words) },
    { file: 'docs/order-states.md', section: 'capacities', text: capacitiesLine(words) },
    { file: 'docs/order-states.md', section: 'transitions', text: transitionsTable(orders, words) },
  ];
}
