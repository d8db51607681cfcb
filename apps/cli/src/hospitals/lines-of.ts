import { open } from 'node:fs/promises';
import { CommandError } from '../told-error.js';

export type Line = { readonly no: number; readonly text: string };

const LONGEST_LINE = 64 * 1024;
const CHUNK_BYTES = 64 * 1024;

const unreadable = (file: string, cause: unknown): CommandError => {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'UNKNOWN';
  if (code === 'ENOENT')
    return new CommandError(
      {
        type: 'FileMissing',
        zh: `没有文件 ${file}，请核对路径。`,
        en: `There is no file ${file}: check the path.`,
      },
      cause,
    );
  return new CommandError(
    {
      type: 'FileUnreadable',
      zh: `无法读取 ${file}（${code}），请给出一个可读的 CSV 文件。`,
      en: `${file} cannot be read (${code}): name a CSV file that you may read.`,
    },
    cause,
  );
};

export const notACsv = (file: string, why: readonly [zh: string, en: string]): CommandError =>
  new CommandError({
    type: 'NotACsv',
    zh: `${file} 不是 CSV 文本：${why[0]}。请导出为 UTF-8 编码的 CSV。`,
    en: `${file} is not a CSV text: ${why[1]}. Export it as CSV in UTF-8.`,
  });

/**
 * The lines of a UTF-8 text, one after the other and never the whole file at once. A byte order mark and the ends of
 * lines are taken off; what is not UTF-8 becomes U+FFFD. Throws `FileMissing`, `FileUnreadable`, `NotACsv`.
 */
export async function* linesOf(file: string): AsyncGenerator<Line> {
  const handle = await open(file).catch((cause: unknown) => {
    throw unreadable(file, cause);
  });
  try {
    const decoder = new TextDecoder();
    const buffer = new Uint8Array(CHUNK_BYTES);
    let rest = '';
    let no = 0;
    for (;;) {
      const { bytesRead } = await handle.read(buffer).catch((cause: unknown) => {
        throw unreadable(file, cause);
      });
      rest += decoder.decode(buffer.subarray(0, bytesRead), { stream: bytesRead > 0 });
      if (bytesRead === 0 && rest === '') return;
      const lines = rest.split('\n');
      rest = bytesRead > 0 ? (lines.pop() ?? '') : '';
      for (const line of lines) {
        no += 1;
        yield { no, text: line.endsWith('\r') ? line.slice(0, -1) : line };
      }
      if (rest.length > LONGEST_LINE)
        throw notACsv(file, [`第 ${no + 1} 行过长`, `line ${no + 1} is too long`]);
      if (bytesRead === 0) return;
    }
  } finally {
    await handle.close();
  }
}
