/** Where a command writes: `answer` is what was asked for, `progress` is for whoever watches. */
export type Output = { readonly answer: (text: string) => void; readonly progress: (text: string) => void };

export const terminal: Output = {
  answer: (text) => void process.stdout.write(`${text}\n`),
  progress: (text) => void process.stderr.write(`${text}\n`),
};
