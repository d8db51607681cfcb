import type { Bench } from '../proof.js';

/** Every measurement, in the order `pnpm bench --list` names them. */
export const benches: readonly Bench[] = [];
