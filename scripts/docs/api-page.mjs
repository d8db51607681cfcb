import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readText, root } from '../lib/repository.mjs';
import { calledOperations } from './called-operations.mjs';
import { bare, mayBeLeftOut, namedWithin, partText, ruleText, shapeText, standardOf } from './shapes.mjs';

/**
 * @typedef {import('./shapes.mjs').Schema} Schema
 * @typedef {import('./shapes.mjs').Names} Names
 * @typedef {{ name: string, kind: string, input: Schema | undefined, output: Schema | undefined }} Procedure
 * @typedef {Procedure & { operations: readonly string[], refusals: readonly string[] }} Call
 */

/** The routers that families, patients and escorts call, with what they are for. */
const audience = {
  auth: '登录 Signing in',
  account: '自己的账号 The own account',
  catalogue: '目录 Catalogue',
  patient: '就诊人 Patients',
  consent: '同意书 Consents',
  membership: '会员 Membership',
  points: '积分 Points',
  family: '家属 Families',
  appointment: '号源 Appointments',
  waitlist: '候补 Waitlist',
  bundle: '陪诊与号源同订 Visit bundles',
  escort: '陪诊员 Escorts',
  conversation: '订单沟通 Conversations',
  calendar: '日历 Calendars',
  live: '实时更新 Live updates',
};

const contracts = 'packages/contracts';
const domain = 'packages/domain/src';
/** What the stream of live updates consists of; a subscription has no schema of its answers. */
const streamed = 'LiveEvent';

const built = (/** @type {string} */ path) => import(pathToFileURL(join(root, path)).href);
const capitalized = (/** @type {string} */ name) => `${name[0]?.toUpperCase()}${name.slice(1)}`;
const uncapitalized = (/** @type {string} */ name) => `${name[0]?.toLowerCase()}${name.slice(1)}`;
const listed = (/** @type {readonly string[]} */ types) => types.map((type) => `\`${type}\``).join(', ');

/** A comment of the code as one line. @param {string} text */
const oneLine = (text) =>
  text
    .replace(/^\s*\*\s*/, '')
    .replace(/\s*\n\s*\*?\s*/g, ' ')
    .trim();

/** The schemas of answers that have a name, and the source of each. @returns {Promise<{ names: Names, sources: ReadonlyMap<string, string> }>} */
async function namedSchemas() {
  const files = readdirSync(join(root, contracts, 'src')).filter((file) =>
    /^(?:answer|[a-z-]+-answers)\.ts$/.test(file),
  );
  /** @type {Map<Schema, string>} */
  const names = new Map();
  /** @type {Map<string, string>} */
  const sources = new Map();
  for (const file of files)
    for (const [name, value] of Object.entries(
      await built(`${contracts}/dist/${file.replace(/\.ts$/, '.js')}`),
    )) {
      if (typeof value !== 'object' || !('def' in value) || names.has(value)) continue;
      names.set(value, capitalized(name));
      sources.set(capitalized(name), readText(`${contracts}/src/${file}`));
    }
  return { names, sources };
}

/** The comments on a schema's fields, and under '' the one on itself. @param {string} source @param {string} name */
function commentsOn(source, name) {
  const start = source.search(new RegExp(`^export const ${uncapitalized(name)}\\b`, 'm'));
  const length = source.slice(start + 1).search(/^export /m);
  const block = length < 0 ? source.slice(start) : source.slice(start, start + 1 + length);
  /** @type {Map<string, string>} */
  const comments = new Map();
  for (const [, text = '', field = ''] of block.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*(\w+):/g))
    comments.set(field, oneLine(text));
  const before = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*$/.exec(source.slice(0, start))?.[1];
  if (before) comments.set('', oneLine(before));
  return comments;
}

/** What each operation of the domain promises: the comment on the use case that it is made by. @returns {ReadonlyMap<string, string>} */
function promises() {
  const files = readdirSync(join(root, domain), { recursive: true, encoding: 'utf8' });
  const sources = files
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readText(`${domain}/${file.replaceAll('\\', '/')}`));
  /** @type {Map<string, string>} */
  const byMaker = new Map();
  for (const source of sources)
    for (const [, text = '', maker = ''] of source.matchAll(
      /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*export const make(\w+)/g,
    ))
      byMaker.set(maker, oneLine(text));
  const assembled = sources.flatMap((source) =>
    [...source.matchAll(/^\s+(\w+): make(\w+)\(/gm)].map(([, operation = '', maker = '']) => [
      operation,
      maker,
    ]),
  );
  return new Map(
    [...[...byMaker.keys()].map((maker) => [uncapitalized(maker), maker]), ...assembled].map(
      ([operation = '', maker = '']) => [operation, byMaker.get(maker) ?? ''],
    ),
  );
}

/** @param {Schema} schema */
const need = (schema) => {
  const standard = standardOf(schema);
  if (standard !== undefined) return `\`${JSON.stringify(standard)}\` unless given`;
  return mayBeLeftOut(schema) ? 'optional' : 'required';
};

/** The fields of an object schema. @param {Schema} schema @returns {[string, Schema][]} */
const fieldsOf = (schema) => Object.entries(bare(schema).def.shape ?? {});

/** @param {Schema} input @param {Names} names */
const inputTable = (input, names) =>
  [
    '| Field | | May be |',
    '|---|---|---|',
    ...fieldsOf(input).map(
      ([name, schema]) => `| \`${name}\` | ${need(schema)} | ${ruleText(schema, names)} |`,
    ),
  ].join('\n');

/** What all commands about one order may refuse with. @param {readonly Call[]} calls @returns {readonly string[]} */
function sharedRefusals(calls) {
  const commands = calls.filter(
    ({ input, refusals }) =>
      refusals.includes('IllegalTransition') && input && 'expectedVersion' in (bare(input).def.shape ?? {}),
  );
  const [first, ...rest] = commands.map(({ refusals }) => refusals);
  return (first ?? []).filter((type) => rest.every((others) => others.includes(type)));
}

/** @param {Call} call @param {Names} names @param {readonly string[]} shared @param {ReadonlyMap<string, string>} told */
function callText({ name, kind, input, output, operations, refusals }, names, shared, told) {
  const isCommand = shared.length > 0 && shared.every((type) => refusals.includes(type));
  const own = isCommand ? refusals.filter((type) => !shared.includes(type)) : refusals;
  const promise = operations.map((operation) => told.get(operation)).find(Boolean);
  const refused = [
    ...(isCommand ? ['what every command does'] : []),
    ...(own.length > 0 ? [listed(own)] : []),
  ];
  return [
    `#### \`${name}\` · ${kind}`,
    ...(promise ? [promise] : []),
    input ? inputTable(input, names) : 'Takes nothing.',
    [
      output ? `Answers \`${partText(output, names)}\`.` : `Sends \`${streamed}\`, one after the other.`,
      ...(refused.length > 0 ? [`Refuses ${refused.join(', and ')}.`] : []),
    ].join(' '),
  ].join('\n\n');
}

/** @param {Schema} schema @param {string} name @param {Names} names @param {string} source */
function namedShape(schema, name, names, source) {
  const comments = commentsOn(source, name);
  const head = comments.has('') ? `/** ${comments.get('')} */\n` : '';
  const others = new Map([...names].filter(([one]) => one !== schema));
  if (bare(schema).def.type !== 'object') return `${head}type ${name} = ${shapeText(schema, others)};`;
  const lines = fieldsOf(schema).flatMap(([field, part]) => [
    ...(comments.has(field) ? [`  /** ${comments.get(field)} */`] : []),
    `  ${field}${mayBeLeftOut(part) ? '?' : ''}: ${partText(part, names)};`,
  ]);
  return `${head}type ${name} = {\n${lines.join('\n')}\n};`;
}

/**
 * The page of the API for families, patients and escorts, section by section: from the built router and contracts, the types
 * of the operations behind them, and the sentences of the domain.
 * @returns {Promise<{ calls: string, shapes: string, refusals: string }>}
 */
export async function apiPage() {
  const { procedures } = await built('apps/api/dist/inventory.js');
  const { refusalBody } = await built('apps/api/dist/guards/refusal-answer.js');
  const { sentences } = await built('packages/domain/dist/refusals/index.js');
  const { requestSentences } = await built('packages/domain/dist/refusals/request-sentences.js');
  const { names, sources } = await namedSchemas();
  const [called, told] = [calledOperations(), promises()];
  /** @type {readonly Call[]} */
  const calls = procedures()
    .filter((/** @type {Procedure} */ { name }) => (name.split('.')[0] ?? '') in audience)
    .map((/** @type {Procedure} */ procedure) => {
      const found = called.get(procedure.name);
      if (!found) throw new Error(`the source of ${procedure.name} was not found in the routers`);
      return { ...procedure, ...found };
    });
  const shared = sharedRefusals(calls);
  const groups = Object.entries(audience).map(([router, title]) =>
    [
      `### ${title}`,
      ...calls
        .filter(({ name }) => name.startsWith(`${router}.`))
        .map((call) => callText(call, names, shared, told)),
    ].join('\n\n'),
  );
  const stream = [...names].flatMap(([schema, name]) => (name === streamed ? [schema] : []));
  const shapes = namedWithin([...calls.flatMap(({ output }) => output ?? []), ...stream], names).map(
    (schema) => {
      const name = names.get(schema) ?? '';
      return namedShape(schema, name, names, sources.get(name) ?? '');
    },
  );
  const byCalls = calls.flatMap(({ refusals }) => refusals);
  const byAnyCall = ['TemporarilyUnavailable'];
  const refused = [...new Set([...byCalls, ...byAnyCall, ...Object.keys(requestSentences)])].toSorted();
  return {
    calls: [`Every command about an order may refuse ${listed(shared)}.`, ...groups].join('\n\n'),
    shapes: ['```ts', shapes.join('\n\n'), '```'].join('\n'),
    refusals: [
      '| Refusal | HTTP | 中文 | English |',
      '|---|---|---|---|',
      ...refused.map((type) => {
        const { zh, en } = sentences[type];
        return `| \`${type}\` | ${refusalBody({ type }, '').error.data.httpStatus} | ${zh} | ${en} |`;
      }),
    ].join('\n'),
  };
}
