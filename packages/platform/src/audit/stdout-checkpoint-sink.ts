import { stdout } from 'node:process';
import type { CheckpointSink } from '@banzhen/domain/audit';

/** For machines whose output is collected elsewhere: lines cannot be read back, and are kept by whoever collects them. */
export const stdoutCheckpointSink = (): CheckpointSink => ({
  append: (line) =>
    new Promise((resolve, reject) => {
      stdout.write(`${line}\n`, (failure) => (failure ? reject(failure) : resolve()));
    }),
});
