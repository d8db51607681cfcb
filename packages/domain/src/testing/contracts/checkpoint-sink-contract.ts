import { describe, expect, it } from 'vitest';
import type { CheckpointSink } from '../../audit/index.js';

/** Opens a sink that is empty; opening it again, as after a restart, gives the same lines. */
export type OpenCheckpointSink = () => Promise<{ open(): CheckpointSink; close(): Promise<void> }>;

const linesOf = async ({ reading }: CheckpointSink): Promise<readonly string[]> => {
  const lines: string[] = [];
  for await (const line of reading?.lines() ?? []) lines.push(line);
  return lines;
};

const aLine = (no: number, length = 40): string =>
  `{"checkpoint":"${no}","signature":"${'s'.repeat(length)}"}`;

/** For sinks that can be read back. */
export const checkpointSinkContract = (sinkName: string, openEmpty: OpenCheckpointSink): void => {
  describe(`CheckpointSink contract: ${sinkName}`, () => {
    const using = async (work: (open: () => CheckpointSink) => Promise<void>): Promise<void> => {
      const place = await openEmpty();
      try {
        await work(() => place.open());
      } finally {
        await place.close();
      }
    };

    it('is empty before anything was appended', () =>
      using(async (open) => {
        expect(await open().reading?.last()).toBeUndefined();
        expect(await linesOf(open())).toEqual([]);
      }));

    it('gives every line back, in the order of appending, also after a restart', () =>
      using(async (open) => {
        const first = open();
        for (const no of [1, 2]) await first.append(aLine(no));
        const second = open();
        await second.append(aLine(3));
        expect(await linesOf(open())).toEqual([aLine(1), aLine(2), aLine(3)]);
        expect(await first.reading?.last()).toBe(aLine(3));
      }));

    it('finds the last of many long lines', () =>
      using(async (open) => {
        const sink = open();
        for (let no = 1; no <= 100; no += 1) await sink.append(aLine(no, 3_000));
        expect(await sink.reading?.last()).toBe(aLine(100, 3_000));
        expect(await linesOf(sink)).toHaveLength(100);
      }));
  });
};
