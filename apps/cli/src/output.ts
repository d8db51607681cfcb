import { stripVTControlCharacters } from 'node:util';

/** Where a command writes: `answer` is what was asked for, `progress` is for whoever watches. */
export type Output = { readonly answer: (text: string) => void; readonly progress: (text: string) => void };

const to =
  (stream: NodeJS.WriteStream) =>
  (text: string): void => {
    stream.write(`${stream.isTTY ? text : stripVTControlCharacters(text)}\n`);
  };

export const terminal: Output = { answer: to(process.stdout), progress: to(process.stderr) };
