import { afterAll, beforeAll } from 'vitest';
import { ok } from '../../shared/result.js';
import type { UnitOfWork } from '../../shared/unit-of-work.js';

/** Opens an adapter before the suite's first case and closes it after the last. */
export const openedOnce = <Fixture extends { close(): Promise<void> }>(
  open: () => Promise<Fixture>,
): (() => Fixture) => {
  let opened: Fixture | undefined;
  beforeAll(async () => {
    opened = await open();
  }, 60_000);
  afterAll(() => opened?.close());
  return () => {
    if (!opened) throw new Error('the adapter is open only while cases run');
    return opened;
  };
};

/** Runs `work` in a transaction that commits. */
export const inOne = async <Stores, T>(
  unitOfWork: UnitOfWork<Stores>,
  work: (stores: Stores) => Promise<T>,
): Promise<T> => {
  const result = await unitOfWork.run<T, never>(async (stores) => ok(await work(stores)));
  if (!result.ok) throw new Error('a transaction that answered ok was refused');
  return result.value;
};
