import { type SealedDatabase, sealPlain } from '@banzhen/postgres/sealing';
import type { Log } from '../log.js';
import { type Loop, startLoop } from './loop.js';

const LOOK_EVERY_MS = 60_000;

/** Seals what a release before this one wrote plainly, also while one still runs beside this one. */
export const startSealing = ({ sealed, log }: { readonly sealed: SealedDatabase; readonly log: Log }): Loop =>
  startLoop(
    'sealing',
    log,
    async () => {
      const count = await sealPlain(sealed);
      if (count > 0) log.info('values.sealed', { count });
      return 'idle';
    },
    LOOK_EVERY_MS,
  );
