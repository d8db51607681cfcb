import type { Output } from './command-line.js';

/** Answers on stdout, progress on stderr. */
export const terminal: Output = {
  answer: (text) => void process.stdout.write(`${text}\n`),
  progress: (text) => void process.stderr.write(`${text}\n`),
};
