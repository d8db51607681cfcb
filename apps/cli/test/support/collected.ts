import { runCli } from '@banzhen/cli/run-cli';

/** Runs the command line in this process and answers its exit status and what it wrote. */
export const runCollected = async (
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
) => {
  const answers: string[] = [];
  const progress: string[] = [];
  const status = await runCli(words, environment, {
    answer: (text) => answers.push(text),
    progress: (text) => progress.push(text),
  });
  return { status, answers, progress: progress.join('\n'), last: answers.at(-1) ?? '' };
};

/** The JSON object of an answer's last line. */
export const jsonOf = (last: string): Record<string, unknown> => {
  const value: unknown = JSON.parse(last);
  if (typeof value !== 'object' || value === null) throw new Error(`not an object: ${last}`);
  return { ...value };
};
