import { stripVTControlCharacters } from 'node:util';
import { type ArgsDef, type CommandDef, defineCommand, renderUsage, runCommand } from 'citty';
import { adminCommand } from './commands/admin-command.js';
import { auditCommand } from './commands/audit-command.js';
import { consentsCommand } from './commands/consents-command.js';
import { demoCommand } from './commands/demo-command.js';
import { hospitalsCommand } from './commands/hospitals-command.js';
import { keysCommand } from './commands/keys-command.js';
import type { Output } from './output.js';
import { PARTLY_DONE } from './partly-done.js';
import { CommandError, type ToldError, toldErrorOf } from './told-error.js';

export type Environment = Readonly<Record<string, string | undefined>>;

const allCommands = (output: Output, environment: Environment) =>
  defineCommand({
    meta: { name: 'pnpm cli', description: 'Banzhen 伴诊' },
    subCommands: {
      admin: adminCommand(output, environment),
      audit: auditCommand(output, environment),
      consents: consentsCommand(output, environment),
      demo: demoCommand(output),
      hospitals: hospitalsCommand(output, environment),
      keys: keysCommand(output, environment),
    },
  });

const resolved = async <T>(
  given: T | Promise<T> | (() => T) | (() => Promise<T>) | undefined,
): Promise<T | undefined> => (given instanceof Function ? given() : given);

type Chosen = {
  readonly command: CommandDef;
  /** The words that chose it. */
  readonly path: readonly string[];
  readonly rest: readonly string[];
};

/** The innermost command that the first words name, and what stands after them. */
const choose = async (
  command: CommandDef,
  words: readonly string[],
  path: readonly string[] = [],
): Promise<Chosen> => {
  const [word, ...rest] = words;
  const commands = (await resolved(command.subCommands)) ?? {};
  const found =
    word !== undefined && Object.hasOwn(commands, word) ? await resolved(commands[word]) : undefined;
  if (found && word !== undefined) return choose(found, rest, [...path, word]);
  return { command, path, rest: words };
};

const usageError = (zh: string, en: string): CommandError => new CommandError({ type: 'Usage', zh, en });

/** The parser takes unknown options in silence, so they are refused here. */
const checkOptions = (args: ArgsDef, rest: readonly string[]): void => {
  const places = Object.values(args).filter(({ type }) => type === 'positional').length;
  let words = 0;
  for (let at = 0; at < rest.length; at++) {
    const [word = '', value] = (rest[at] ?? '').split('=', 2);
    if (!word.startsWith('-')) {
      words += 1;
      if (words > places) throw usageError(`多余的参数“${word}”`, `"${word}" is one argument too many`);
      continue;
    }
    const option = word.startsWith('--') ? args[word.slice(2)] : undefined;
    if (!option || option.type === 'positional')
      throw usageError(`不认识的选项 ${word}`, `unknown option ${word}`);
    if (option.type !== 'boolean' && value === undefined) {
      at += 1;
      const isMissing = rest[at] === undefined || rest[at]?.startsWith('--');
      if (isMissing) throw usageError(`选项 ${word} 缺少值`, `option ${word} needs a value`);
    }
  }
};

/** What failed, with the step of a story if it was one. The parser's own errors are about usage too. */
const failureOf = (failure: unknown): ToldError & { readonly step?: string } => {
  const { type, zh, en } = toldErrorOf(failure);
  if (failure instanceof Error && failure.name === 'CLIError')
    return {
      type: 'Usage',
      zh: stripVTControlCharacters(`参数有误：${zh}`),
      en: stripVTControlCharacters(en),
    };
  const step = failure instanceof Error && 'step' in failure ? String(failure.step) : undefined;
  return step === undefined ? { type, zh, en } : { type, zh, en, step };
};

const STATUSES =
  'EXIT  0 完成 done · 1 未能完成 could not be done · 2 参数有误 the arguments make no sense · 3 已导入，但有无效行 loaded, but for bad rows\n';

const help = async ({ command, path }: Chosen): Promise<string> => {
  const name = ['pnpm cli', ...path].join(' ');
  const usage = await renderUsage({ ...command, meta: { ...(await resolved(command.meta)), name } });
  return `${usage}\n${STATUSES}`;
};

/**
 * Runs one command and answers the exit status: 0 done, 1 it could not be done, 2 the arguments make no sense, 3 done but
 * for rows that were bad. With `--json` the error is the last line of the answer; its sentences always go to the progress.
 */
export const runCli = async (
  words: readonly string[],
  environment: Environment,
  output: Output,
): Promise<0 | 1 | 2 | 3> => {
  const root = allCommands(output, environment);
  const chosen = await choose(root, words);
  if (words.includes('--help') || words.includes('-h')) {
    output.answer(await help(chosen));
    return 0;
  }
  try {
    if (!chosen.command.run) throw usageError('请选择一个命令', 'choose a command');
    checkOptions((await resolved(chosen.command.args)) ?? {}, chosen.rest);
    const { result } = await runCommand(chosen.command, { rawArgs: [...chosen.rest] });
    return result === PARTLY_DONE ? 3 : 0;
  } catch (failure) {
    const { step, ...error } = failureOf(failure);
    const place = step === undefined ? '' : `✗ ${step} (${error.type})\n`;
    output.progress(`${place}${[...new Set([error.zh, error.en])].join('\n')}`);
    if (error.type === 'Usage') output.progress(await help(chosen));
    if (words.includes('--json'))
      output.answer(JSON.stringify({ error: step === undefined ? error : { step, ...error } }));
    return error.type === 'Usage' ? 2 : 1;
  }
};
