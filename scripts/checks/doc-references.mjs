import { posix } from 'node:path';

const pnpmOwn = new Set(
  'add approve-builds audit dlx exec import install list outdated patch remove store update why create help'.split(
    ' ',
  ),
);
const roots = /^(?:packages|apps|infra|proofs|scripts|docs|patches|\.ci)\//;
const fileName = /^[\w@.-]+\.(?:md|mjs|ts|tsx|json|ya?ml|sql|sh)$/;
const runtimeOnly = /(?:^|\/)(?:node_modules|dist|\.data|\.cache|\.turbo)(?:\/|$)/;
const skippedTexts = /^(?:CHANGELOG\.md|node_modules\/)/;

/** @param {string} text with stars, "NNNN" or "<name>" in it */
function toPattern(text) {
  const wild = text
    .replace(/\/$/, '')
    .replace(/<[^>]*>|\bNNNN\b|…/g, '*')
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*\/?/g, '\u0000')
    .replace(/\*/g, '[^/]*')
    .replaceAll('\u0000', '(?:.*/)?');
  return new RegExp(`^${wild}(?:/.*)?$`);
}

/** @param {string} cited @param {import('../lib/sources.mjs').Sources} sources */
function isMissing(cited, { files, exists }) {
  const path = cited.replace(/^['"(]?(?:\.\/)?/, '').replace(/(?::\d+(?:-\d+)?|#[\w-]*)?['"),;:.]*$/, '');
  if (runtimeOnly.test(path)) return false;
  if (roots.test(path)) {
    if (/[*<…]|\bNNNN\b/.test(path)) return !files.some((file) => toPattern(path).test(file));
    return !exists(path);
  }
  return fileName.test(path) && !files.some((file) => file === path || file.endsWith(`/${path}`));
}

/** @param {string} line @param {Record<string, unknown>} scripts @param {import('../lib/sources.mjs').Sources} sources */
function missingCommands(line, scripts, sources) {
  const problems = [];
  const commands =
    /(?<![\w./-])pnpm(?:@\d+)?((?:\s+(?:-s|--silent|--filter\s+\S+|-r|run))*)\s+([a-z][\w:.-]*)/g;
  for (const [, flags = '', name = ''] of line.matchAll(commands)) {
    const filtered = /--filter\s+(\S+)/.exec(flags)?.[1];
    if (pnpmOwn.has(name) || flags.includes('-r')) continue;
    const known = filtered === undefined ? scripts : scriptsOf(filtered, sources);
    if (known !== undefined && !(name in known)) problems.push(`pnpm ${name}`);
  }
  return problems;
}

/** @param {string} packageName @param {import('../lib/sources.mjs').Sources} sources */
function scriptsOf(packageName, { files, read }) {
  const manifests = files.filter((file) => /^(?:packages|apps|infra|proofs)\/.*package\.json$/.test(file));
  const found = manifests
    .map((file) => JSON.parse(read(file)))
    .find((manifest) => manifest.name === packageName);
  return found?.scripts ?? {};
}

/** @param {string} document @param {import('../lib/sources.mjs').Sources} sources */
function findIn(document, sources) {
  const scripts = JSON.parse(sources.read('package.json')).scripts ?? {};
  let fenced = false;
  return sources
    .read(document)
    .split('\n')
    .flatMap((line, index) => {
      const at = `${document}:${index + 1}`;
      const fence = /^\s*```/.test(line);
      if (fence) fenced = !fenced;
      const spans = [...line.matchAll(/`([^`]+)`/g)].map((found) => found[1] ?? '');
      const links = [...line.matchAll(/\]\(([^)\s]+)\)|\bsrc="([^"]+)"/g)]
        .map((found) => found[1] ?? found[2] ?? '')
        .filter((target) => !/^(?:[a-z]+:|#)/.test(target))
        .map((target) => target.replace(/#.*$/, ''))
        .filter((target) => !sources.exists(posix.join(posix.dirname(document), target)));
      const paths = (fenced ? line.split(/\s+/) : spans).filter((cited) => isMissing(cited, sources));
      const commands = (fenced ? [line] : spans).flatMap((text) => missingCommands(text, scripts, sources));
      return [...links, ...paths, ...commands].map((cited) => `${at}: "${cited}" does not exist`);
    });
}

/** @type {import('../lib/sources.mjs').Check} */
export const docReferences = {
  name: 'every path and command cited in the texts exists',
  find: (sources) =>
    sources.files
      .filter((file) => file.endsWith('.md') && !skippedTexts.test(file))
      .flatMap((document) => findIn(document, sources)),
  probes: [
    {
      rule: 'cited path that is not there',
      files: { 'docs/planted.md': 'See `packages/domain/src/nowhere.ts`.\n' },
      sees: /planted\.md:1: "packages\/domain\/src\/nowhere\.ts"/,
    },
    {
      rule: 'link that leads nowhere',
      files: { 'docs/planted.md': '[here](../nowhere.md)\n' },
      sees: /planted\.md:1: "\.\.\/nowhere\.md"/,
    },
    {
      rule: 'command that is not there',
      files: { 'docs/planted.md': '```sh\nnpx -y pnpm@12 nothing:here\n```\n' },
      sees: /planted\.md:2: "pnpm nothing:here"/,
    },
  ],
};
