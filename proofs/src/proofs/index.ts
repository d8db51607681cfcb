import type { Proof } from '../proof.js';
import { proof as kill } from './kill.js';
import { proof as postgresRestart } from './postgres-restart.js';
import { proof as race } from './race.js';

/** Every claim, in the order `pnpm prove --list` names them. */
export const proofs: readonly Proof[] = [race, kill, postgresRestart];
