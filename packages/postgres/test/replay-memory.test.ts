import { describe, expect, it } from 'vitest';
import { replayMemory } from '../src/replica/replay-memory.js';

describe('what is known of a replica', () => {
  it('is nothing before it was looked at', () => {
    const memory = replayMemory();
    expect(memory.seenUpTo()).toBeUndefined();
    memory.replicaReplayed(100n);
    expect(memory.seenUpTo()).toBeUndefined();
  });

  it('reaches as far as the last position of the primary that it has replayed', () => {
    const memory = replayMemory();
    memory.primaryIsAt({ at: 1, bytes: 100n });
    memory.primaryIsAt({ at: 2, bytes: 150n });
    memory.replicaReplayed(99n);
    expect(memory.seenUpTo()).toBeUndefined();
    memory.replicaReplayed(149n);
    expect(memory.seenUpTo()).toBe(1);
    memory.replicaReplayed(150n);
    expect(memory.seenUpTo()).toBe(2);
  });

  it('goes on while nobody writes, and stands still while nothing is replayed', () => {
    const memory = replayMemory();
    for (let at = 1; at <= 5; at += 1) {
      memory.primaryIsAt({ at, bytes: 100n });
      memory.replicaReplayed(100n);
    }
    expect(memory.seenUpTo()).toBe(5);
    for (let at = 6; at <= 5_000; at += 1) {
      memory.primaryIsAt({ at, bytes: BigInt(100 + at) });
      memory.replicaReplayed(100n);
    }
    expect(memory.seenUpTo()).toBe(5);
    memory.replicaReplayed(100_000n);
    expect(memory.seenUpTo()).toBe(5_000);
  });

  it('is nothing of another replica', () => {
    const memory = replayMemory();
    memory.primaryIsAt({ at: 1, bytes: 1n });
    memory.replicaReplayed(1n);
    memory.forget();
    expect(memory.seenUpTo()).toBeUndefined();
  });
});
