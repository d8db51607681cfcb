import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { generated } from './docs/generated.mjs';
import { withSection } from './docs/sections.mjs';
import { readText, root } from './lib/repository.mjs';

if (!(await build({ frontEnds: false }))) process.exit(1);
for (const { file, section, text } of await generated()) {
  const wanted = section === undefined ? text : withSection(readText(file), section, text);
  if (wanted === undefined) {
    process.stderr.write(`${file} has no section ${section}\n`);
    process.exitCode = 1;
    continue;
  }
  writeFileSync(join(root, file), wanted);
}
