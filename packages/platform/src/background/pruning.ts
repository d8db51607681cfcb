import { setTimeout as pause } from 'node:timers/promises';
import {
  type Expendable,
  expendableBefore,
  expendableKinds,
  type Pruner,
  type Retention,
} from '@banzhen/domain/retention';
import type { Clock } from '@banzhen/domain/shared/clock';
import type { Log } from '../log.js';
import { type Loop, startLoop } from './loop.js';

const BATCH = 500;
const BREATH_MS = 50;
const REST_MS = 10 * 60_000;

type Deps = {
  readonly pruner: Pruner;
  readonly retention: Retention;
  readonly clock: Clock;
  readonly log: Log;
};

const startKind = ({ pruner, retention, clock, log }: Deps, kind: Expendable): Loop =>
  startLoop(
    `pruning.${kind}`,
    log,
    async (signal) => {
      const count = await pruner.prune(kind, expendableBefore(kind, retention, clock.now()), BATCH);
      if (count > 0) log.info('rows.pruned', { kind, count });
      if (count < BATCH) return 'idle';
      await pause(BREATH_MS, undefined, { signal }).catch(() => undefined);
      return 'busy';
    },
    REST_MS,
  );

/** Deletes what is of no use any more, a little at a time; a table that cannot be pruned holds up no other. */
export const startPruning = (deps: Deps): Loop => {
  const loops = expendableKinds.map((kind) => startKind(deps, kind));
  return {
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
};
