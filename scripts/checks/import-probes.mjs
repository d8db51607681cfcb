import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { root, workspaceFolders } from '../lib/repository.mjs';
import { cruiseImports, ruleNames } from './import-rules.mjs';
import { plantedGround, plantedImports } from './planted-imports.mjs';

/**
 * Plants every violation in a copy of the repository, reads it once, and answers one result per planted way:
 * exactly the expected rule must have been broken by the planted files, and nothing by the control.
 * @returns {Promise<{ name: string, problem: string | undefined }[]>}
 */
export async function probeImportRules() {
  const copy = realpathSync(mkdtempSync(join(tmpdir(), 'banzhen-probes-')));
  try {
    copyRepository(copy);
    for (const files of [plantedGround, ...plantedImports.map((planted) => planted.files)])
      plant(copy, files);
    const { violations } = await cruiseImports(copy);
    const results = plantedImports.map(({ rule, about, files }) => {
      const seen = [...new Set(violations.filter(({ from }) => from in files).map((found) => found.rule))];
      const expected = rule === undefined ? [] : [rule];
      const wrong = seen.join() !== expected.join();
      return {
        name: `${rule ?? 'control'}: ${about}`,
        problem: wrong ? `expected [${expected}], saw [${seen}]` : undefined,
      };
    });
    const probed = new Set(plantedImports.map(({ rule }) => rule));
    const unprobed = ruleNames.filter((name) => !probed.has(name));
    const ground = violations
      .filter(({ from }) => from in plantedGround)
      .map(({ rule, from }) => `${rule} by ${from}`);
    const about = [...unprobed.map((name) => `no probe for ${name}`), ...ground];
    return [
      ...results,
      { name: 'every import rule has a probe', problem: about.length ? about.join('; ') : undefined },
    ];
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** @param {string} copy @param {Record<string, string>} files */
function plant(copy, files) {
  for (const [path, text] of Object.entries(files)) {
    const target = join(copy, path);
    if (existsSync(target)) continue;
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
    const folder = path.split('/').slice(0, 2).join('/');
    if (!existsSync(join(copy, folder, 'package.json')))
      writeFileSync(join(copy, folder, 'package.json'), '{}\n');
  }
}

/** Copies sources and built output; installed packages are linked, links between packages stay inside the copy. @param {string} copy */
function copyRepository(copy) {
  cpSync(join(root, 'package.json'), join(copy, 'package.json'));
  for (const folder of workspaceFolders()) {
    for (const part of ['package.json', 'src', 'dist']) {
      const from = join(root, folder, part);
      if (existsSync(from)) cpSync(from, join(copy, folder, part), { recursive: true });
    }
    linkInstalled(copy, join(root, folder, 'node_modules'), join(copy, folder, 'node_modules'));
    // Planted files also import what their package does not have: those are found in the root of the copy.
    linkInstalled(copy, join(root, folder, 'node_modules'), join(copy, 'node_modules'));
  }
}

/** @param {string} copy @param {string} from @param {string} to */
function linkInstalled(copy, from, to) {
  if (!existsSync(from)) return;
  for (const entry of readdirSync(from)) {
    if (entry.startsWith('.')) continue;
    if (entry.startsWith('@')) linkInstalled(copy, join(from, entry), join(to, entry));
    else if (!existsSync(join(to, entry))) {
      mkdirSync(to, { recursive: true });
      const real = realpathSync(join(from, entry));
      const inside = relative(root, real);
      const own = !inside.startsWith('..') && !inside.includes('node_modules');
      if (own) mkdirSync(join(copy, inside), { recursive: true });
      symlinkSync(own ? join(copy, inside) : real, join(to, entry));
    }
  }
}
