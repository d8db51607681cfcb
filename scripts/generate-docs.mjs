import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { generated } from './docs/generated.mjs';
import { withSection } from './docs/sections.mjs';
import { readText, root } from './lib/repository.mjs';
import { repositorySources } from './lib/sources.mjs';

const promisesFile = 'docs/api/partner-v1.json';

if (!(await build({ frontEnds: false }))) process.exit(1);
// What partners automate against is never overwritten by what breaks it: a break is another address, /v2.
const { partnerPromises } = await import('./checks/partner-promises.mjs');
const broken = existsSync(join(root, promisesFile))
  ? (await partnerPromises()).find(repositorySources())
  : [];
for (const problem of broken) process.stderr.write(`${problem}\n`);
if (broken.length > 0) process.exit(1);

for (const { file, section, text } of await generated()) {
  const wanted = section === undefined ? text : withSection(readText(file), section, text);
  if (wanted === undefined) {
    process.stderr.write(`${file} has no section ${section}\n`);
    process.exitCode = 1;
    continue;
  }
  writeFileSync(join(root, file), wanted);
}
