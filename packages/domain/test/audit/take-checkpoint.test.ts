import { type CheckpointSink, makeTakeCheckpoint, readLine } from '@banzhen/domain/audit';
import { ok } from '@banzhen/domain/shared/result';
import { fixedClock, type InMemoryPlatform, inMemoryPlatform } from '@banzhen/domain/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { anEntry, isSigned, signer } from './chained.js';

async function* each(items: readonly string[]): AsyncGenerator<string> {
  yield* items;
}

/** Lines in a list that a test may lose. */
const listSink = (lines: string[]): CheckpointSink => ({
  async append(line) {
    lines.push(line);
  },
  reading: { last: async () => lines.at(-1), lines: () => each(lines) },
});

describe('taking checkpoints', () => {
  let platform: InMemoryPlatform;
  let lines: string[];
  beforeEach(() => {
    platform = inMemoryPlatform();
    lines = [];
  });

  const act = (version: number) =>
    platform.unitOfWork.run(async (stores) => ok(await stores.audit.append(anEntry({ facts: { version } }))));
  const take = (sink: CheckpointSink = listSink(lines)) => {
    const { book, digest } = platform.audit;
    return makeTakeCheckpoint({ book, digest, sink, signer, isSigned, clock: fixedClock() })();
  };
  const numbers = () =>
    lines.map((line) => {
      const read = readLine(line, isSigned);
      return typeof read === 'object' ? read.no : read;
    });

  it('writes a signed line when something was done since the last one, and only then', async () => {
    expect(await take()).toEqual({ state: 'unchanged', alarms: [] });
    await act(1);
    expect(await take()).toEqual({ state: 'written', alarms: [] });
    expect(await take()).toEqual({ state: 'unchanged', alarms: [] });
    await act(2);
    expect(await take()).toEqual({ state: 'written', alarms: [] });
    expect(numbers()).toEqual([1, 2]);
    expect(await platform.audit.book.last()).toBe(lines[1]);
  });

  it('leaves the book as it was when the sink fails', async () => {
    await act(1);
    const full: CheckpointSink = { append: () => Promise.reject(new Error('disk full')) };
    await expect(take(full)).rejects.toThrow('disk full');
    expect(await platform.audit.book.last()).toBeUndefined();
    expect(await take()).toEqual({ state: 'written', alarms: [] });
    expect(numbers()).toEqual([1]);
  });

  it('mends a crash between sink and book: the line that is there is taken, not written again', async () => {
    await act(1);
    const crashing = listSink(lines);
    const appendThenDie: CheckpointSink = {
      ...crashing,
      async append(line) {
        await crashing.append(line);
        throw new Error('killed');
      },
    };
    await expect(take(appendThenDie)).rejects.toThrow('killed');
    expect(await take()).toEqual({ state: 'unchanged', alarms: [] });
    expect(await platform.audit.book.last()).toBe(lines[0]);
    await act(2);
    await take();
    expect(numbers()).toEqual([1, 2]);
  });

  it('tells of lines that the sink has lost, and goes on', async () => {
    for (const version of [1, 2, 3]) {
      await act(version);
      await take();
    }
    lines.length = 1;
    await act(4);
    expect(await take()).toEqual({ state: 'written', alarms: [{ what: 'checkpoints-rolled-back', no: 2 }] });
    expect(numbers()).toEqual([1, 4]);
    lines.length = 0;
    expect((await take()).alarms).toEqual([{ what: 'checkpoints-rolled-back', no: 1 }]);
  });

  it('tells of a sink that was exchanged for another one', async () => {
    await act(1);
    await take();
    const [mine = ''] = lines;
    lines.length = 0;
    lines.push(mine.replace('audit/1 1 ', 'audit/1 7 '));
    expect((await take()).alarms).toEqual([{ what: 'checkpoints-rolled-back', no: 1 }]);
  });

  it('tells of a database that has gone back behind what was signed', async () => {
    await act(1);
    const restored = inMemoryPlatform();
    await act(2);
    await take();
    platform = restored;
    const taken = await take();
    expect(taken.alarms).toMatchObject([{ what: 'row-not-as-signed', seq: 2 }]);
  });

  it('takes a sink that cannot be read at its word', async () => {
    const { append } = listSink(lines);
    await act(1);
    await take({ append });
    lines.length = 0;
    await act(2);
    expect(await take({ append })).toEqual({ state: 'written', alarms: [] });
    expect(numbers()).toEqual([2]);
  });
});
