/** One file of the text that a patch was made for. */
interface RevertedFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Takes a patch in git's format back. `read` gives the patched text of a path.
 * Throws an `Error` when a text is not the patched one.
 */
export function revertPatch(patch: string, read: (path: string) => string): RevertedFile[] {
  const sections = patch.split(/^diff --git .*$/m).slice(1);
  return sections.map((section) => {
    const path = /^\+\+\+ b\/(.+)$/m.exec(section)?.[1];
    if (path === undefined) throw new Error('the patch names no file');
    const hunks = section.split(/^(?=@@ )/m).slice(1);
    return { path, text: hunks.reduceRight((text, hunk) => revertHunk(path, text, hunk), read(path)) };
  });
}

function revertHunk(path: string, text: string, hunk: string): string {
  const [head = '', ...body] = hunk.split('\n');
  const start = Number(/\+(\d+)/.exec(head)?.[1]) - 1;
  const patched = side(body, '+');
  const lines = text.split('\n');
  if (lines.slice(start, start + patched.length).join('\n') !== patched.join('\n'))
    throw new Error(`${path} does not have the patch of ${head}: run pnpm install`);
  return lines.toSpliced(start, patched.length, ...side(body, '-')).join('\n');
}

function side(body: readonly string[], sign: '+' | '-'): string[] {
  return body.filter((line) => line.startsWith(' ') || line.startsWith(sign)).map((line) => line.slice(1));
}
