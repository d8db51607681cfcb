import { closeSync, openSync, readSync } from 'node:fs';

/** Reads the file to which the lanes append `lane id time` for each commit that was acknowledged to them. */
export interface Acknowledgements {
  /** Every id read so far. */
  readonly ids: readonly number[];
  /** Reads on; answers the lanes and times that are new. */
  read(): readonly { readonly lane: number; readonly at: number }[];
  close(): void;
}

/** Opens the file, which must exist. */
export function followAcknowledgements(path: string): Acknowledgements {
  const file = openSync(path, 'r');
  const ids: number[] = [];
  let rest = '';
  return {
    ids,
    read() {
      rest += readOn(file);
      const lines = rest.split('\n');
      rest = lines.pop() ?? '';
      return lines.map((line) => {
        const [lane = Number.NaN, id = Number.NaN, at = Number.NaN] = line.split(' ').map(Number);
        ids.push(id);
        return { lane, at };
      });
    },
    close: () => closeSync(file),
  };
}

function readOn(file: number): string {
  const buffer = Buffer.alloc(1 << 20);
  const length = readSync(file, buffer);
  return buffer.toString('latin1', 0, length) + (length === buffer.length ? readOn(file) : '');
}
