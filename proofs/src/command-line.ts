import type { BenchOutcome, Figures, ProofOutcome, Run } from './proof.js';

/** One thing that `pnpm prove` or `pnpm bench` can run. */
interface Entry {
  readonly name: string;
  readonly sentence: string;
  run(run: Run): Promise<ProofOutcome | BenchOutcome>;
}

/** Where the answers go: what is asked for, and what a person watches. */
export interface Output {
  readonly answer: (text: string) => void;
  readonly progress: (text: string) => void;
}

interface UsageError {
  readonly type: 'UnknownName' | 'UnknownOption' | 'NameMissing';
  readonly zh: string;
  readonly en: string;
}

const OPTIONS = ['--full', '--list', '--json'];
const SEED = /^--seed=(\d{1,9})$/;

/**
 * Runs `prove` or `bench` and answers the exit status: 0 when what ran is ok, 1 when it is not or broke off,
 * 2 when the arguments make no sense. The last line of the answer is one JSON object.
 */
export async function runCommand(
  kind: 'proof' | 'bench',
  entries: readonly Entry[],
  args: readonly string[],
  output: Output,
): Promise<0 | 1 | 2> {
  const [name, ...rest] = args.filter((argument) => !argument.startsWith('--'));
  const unknown =
    args.find(
      (argument) => argument.startsWith('--') && !OPTIONS.includes(argument) && !SEED.test(argument),
    ) ?? rest[0];
  if (unknown !== undefined) return refuse(output, unknownOption(unknown));
  if (args.includes('--list')) return list(entries, args.includes('--json'), output);
  if (name === undefined) return refuse(output, nameMissing(kind));
  const entry = entries.find((candidate) => candidate.name === name);
  if (entry === undefined) return refuse(output, unknownName(kind, name, entries));
  return await runEntry(kind, entry, { full: args.includes('--full'), seed: seedIn(args) }, output);
}

function list(entries: readonly Entry[], json: boolean, output: Output): 0 {
  const rows = entries.map(({ name, sentence }) => ({ name, sentence }));
  if (json) output.answer(JSON.stringify(rows));
  else for (const row of rows) output.answer(`${row.name.padEnd(20)} ${row.sentence}`);
  return 0;
}

/** The seed that was asked for, or any. */
function seedIn(args: readonly string[]): number {
  const asked = args.map((argument) => SEED.exec(argument)?.[1]).find((seed) => seed !== undefined);
  return asked === undefined ? Math.floor(Math.random() * 1_000_000_000) : Number(asked);
}

async function runEntry(
  kind: 'proof' | 'bench',
  entry: Entry,
  how: Pick<Run, 'full' | 'seed'>,
  output: Output,
): Promise<0 | 1> {
  const startedAt = performance.now();
  const log = (line: string) => output.progress(`[${seconds(startedAt)} s] ${line}`);
  log(entry.sentence);
  const { ok, ...figures } = await entry.run({ ...how, log }).catch(brokenOff);
  output.answer(JSON.stringify({ [kind]: entry.name, ...figures, seconds: seconds(startedAt), ok }));
  return ok ? 0 : 1;
}

function brokenOff(error: unknown): Figures & { readonly ok: false } {
  return { ok: false, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

function seconds(startedAt: number): number {
  return Math.round((performance.now() - startedAt) / 100) / 10;
}

function refuse(output: Output, error: UsageError): 2 {
  output.progress(`${error.zh}\n${error.en}`);
  output.answer(JSON.stringify({ ok: false, error }));
  return 2;
}

function unknownName(kind: string, name: string, entries: readonly Entry[]): UsageError {
  const known = entries.map((entry) => entry.name).join(', ');
  return {
    type: 'UnknownName',
    zh: `没有名为 ${name} 的${kind === 'proof' ? '证明' : '基准'}；可用的有：${known}`,
    en: `There is no ${kind} named ${name}; there are: ${known}`,
  };
}

function unknownOption(option: string): UsageError {
  return {
    type: 'UnknownOption',
    zh: `不认识参数 ${option}；可用：NAME [--full] [--seed=N]、--list [--json]`,
    en: `${option} is not understood; use NAME [--full] [--seed=N], or --list [--json]`,
  };
}

function nameMissing(kind: 'proof' | 'bench'): UsageError {
  const command = kind === 'proof' ? 'prove' : 'bench';
  return {
    type: 'NameMissing',
    zh: `请给出名称；pnpm ${command} --list 列出全部`,
    en: `Say which one; pnpm ${command} --list names them all`,
  };
}
