import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { clientTypes } from '../../packages/partner-client/generate/client-types.mjs';
import { readJson, readText, root } from '../lib/repository.mjs';
import { apiPage } from './api-page.mjs';
import { capacitiesLine, stateDiagram, statesTable, transitionsTable } from './order-states.mjs';
import { publishedRuns, runsTable } from './published-runs.mjs';
import { environmentExample, settingsOf, settingsTable } from './settings.mjs';

/**
 * A text that is made from what was built: a marked section of a document, or without `section` the whole file.
 * @typedef {{ file: string, section?: string, text: string }} Generated
 */

/** The test that README shows. It lies in the domain and runs with its unit tests. */
export const shownTest = 'packages/domain/test/readme-visit.test.ts';

/** What the end-to-end tests of the console draw with UPDATE_SCREENSHOTS=1. */
const screenshots = {
  board: '订单看板 Order board',
  order: '订单与时间线 Order and its timeline',
  candidates: '候选人，为什么能派、为什么不能派 Candidates with why and why not',
  schedule: '门诊排班 Schedule of a hospital',
};

const shownScreenshots = () =>
  Object.entries(screenshots)
    .map(([name, caption]) => ({ path: `docs/images/${name}.png`, caption }))
    .filter(({ path }) => existsSync(join(root, path)))
    .map(({ path, caption }) => `![${caption}](${path})`)
    .join('\n\n');

/** Every decision with the title of its file. */
const decisionsTable = () => {
  const rows = readdirSync(join(root, 'docs/adr'))
    .toSorted()
    .map((file) => {
      const [, number, title] = /^# (\d{4}) (.+)$/m.exec(readText(`docs/adr/${file}`)) ?? [];
      if (!number || !title || !file.startsWith(number))
        throw new Error(`docs/adr/${file}: begin with "# NUMBER TITLE"`);
      return `| [${number}](adr/${file}) | ${title} |`;
    });
  return ['| | |', '|---|---|', ...rows].join('\n');
};

const built = (/** @type {string} */ path) => import(pathToFileURL(join(root, path)).href);

/** The OpenAPI document of `/v1`, as the routes say it. @returns {Promise<string>} */
const partnerDocumentText = async () => (await built('apps/api/dist/inventory.js')).partnerDocumentText();

/** @returns {Promise<{ [name: string]: unknown }>} */
export const partnerDocument = async () => JSON.parse(await partnerDocumentText());

/** Everything that is generated, from the built packages, the proofs and the test that README shows. @returns {Promise<Generated[]>} */
export async function generated() {
  /** @type {import('./order-states.mjs').Orders} */
  const orders = await built('packages/domain/dist/orders/index.js');
  const { settings } = await built('packages/platform/dist/config.js');
  /** @type {import('./order-states.mjs').Words} */
  const words = readJson('apps/admin/src/shared/i18n/zh-CN.json');
  const list = settingsOf(settings.shape);
  const page = await apiPage();
  const [proofs, benches] = await Promise.all([publishedRuns('prove'), publishedRuns('bench')]);
  return [
    { file: '.env.example', text: environmentExample(list) },
    { file: 'README.md', section: 'screenshots', text: shownScreenshots() },
    { file: 'README.md', section: 'proofs-zh', text: runsTable(proofs, benches, 'zh') },
    { file: 'README.md', section: 'proofs', text: runsTable(proofs, benches, 'en') },
    { file: 'README.md', section: 'test', text: `\`\`\`ts\n${readText(shownTest)}\`\`\`` },
    { file: 'docs/api.md', section: 'calls', text: page.calls },
    { file: 'docs/api.md', section: 'shapes', text: page.shapes },
    { file: 'docs/api.md', section: 'refusals', text: page.refusals },
    { file: 'docs/api/partner-v1.json', text: await partnerDocumentText() },
    {
      file: 'packages/partner-client/src/partner-v1.gen.ts',
      text: await clientTypes(await partnerDocument()),
    },
    { file: 'docs/operations.md', section: 'settings', text: settingsTable(list) },
    { file: 'docs/architecture.md', section: 'decisions', text: decisionsTable() },
    { file: 'docs/architecture.md', section: 'order-states', text: stateDiagram(orders, words) },
    { file: 'docs/order-states.md', section: 'diagram', text: stateDiagram(orders, words) },
    { file: 'docs/order-states.md', section: 'states', text: statesTable(orders, words) },
    { file: 'docs/order-states.md', section: 'capacities', text: capacitiesLine(words) },
    { file: 'docs/order-states.md', section: 'transitions', text: transitionsTable(orders, words) },
  ];
}
