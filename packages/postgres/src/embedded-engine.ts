import { setFlagsFromString } from 'node:v8';
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';

/**
 * Starts the embedded engine. V8 would compile its hot functions a second time, which takes longer than a short life ever gains
 * by it and 100 MB: this process keeps the first, quick code (ADR 0005).
 */
export const startEngine = (options: PGliteOptions): Promise<PGlite> => {
  setFlagsFromString('--liftoff-only');
  return PGlite.create(options);
};
