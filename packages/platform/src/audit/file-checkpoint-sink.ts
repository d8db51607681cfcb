import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { CheckpointSink } from '@banzhen/domain/audit';

const FIRST_LOOK_BYTES = 16_384;
const NEW_LINE = '\n';

const isMissing = (failure: unknown): boolean =>
  failure instanceof Error && 'code' in failure && failure.code === 'ENOENT';

const tailOf = async (file: FileHandle, size: number, bytes: number): Promise<string> => {
  const buffer = Buffer.alloc(Math.min(size, bytes));
  await file.read(buffer, 0, buffer.length, size - buffer.length);
  return buffer.toString('utf8');
};

/** Lines with both ends; a look at the tail sees the first one from somewhere within. */
const wholeLines = (tail: string, isFromStart: boolean): readonly string[] => {
  const lines = tail.split(NEW_LINE).slice(isFromStart ? 0 : 1, -1);
  return lines.filter((line) => line.startsWith('{') && line.endsWith('}'));
};

/** The newest whole line, looking at more and more of the end of the file. */
const lastLine = async (path: string): Promise<string | undefined> => {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    for (let bytes = FIRST_LOOK_BYTES; ; bytes *= 4) {
      const found = wholeLines(await tailOf(file, size, bytes), bytes >= size).at(-1);
      if (found !== undefined || bytes >= size) return found;
    }
  } finally {
    await file.close();
  }
};

const orNone = (failure: unknown): undefined => {
  if (isMissing(failure)) return undefined;
  throw failure;
};

/** What a file holds; nothing when there is none. */
async function* linesIn(path: string): AsyncGenerator<string> {
  const file = await open(path, 'r').catch(orNone);
  if (!file) return;
  try {
    yield* file.readLines();
  } finally {
    await file.close();
  }
}

/**
 * A file that is only ever appended to, down to the disk; on a place where this process may append but not change
 * (`chattr +a`, another machine's) nobody here can take a line back. A line that a crash has torn stays, ended.
 */
export const fileCheckpointSink = (path: string): CheckpointSink => ({
  async append(line) {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(path, 'a+', 0o600);
    try {
      const { size } = await file.stat();
      const isTorn = size > 0 && (await tailOf(file, size, 1)) !== NEW_LINE;
      await file.appendFile(`${isTorn ? NEW_LINE : ''}${line}${NEW_LINE}`);
      await file.sync();
    } finally {
      await file.close();
    }
  },
  reading: {
    last: () => lastLine(path).catch(orNone),
    lines: () => linesIn(path),
  },
});
