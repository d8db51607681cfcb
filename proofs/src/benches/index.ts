import type { Bench } from '../proof.js';
import { bench as audit } from './audit.js';
import { bench as auth } from './auth.js';
import { bench as availability } from './availability.js';
import { bench as blocks } from './blocks.js';
import { bench as candidates } from './candidates.js';
import { bench as http } from './http.js';
import { bench as rush } from './rush.js';
import { bench as slots } from './slots.js';
import { bench as start } from './start.js';
import { bench as visit } from './visit.js';

/** Every measurement, in the order `pnpm bench --list` names them. */
export const benches: readonly Bench[] = [
  visit,
  candidates,
  blocks,
  availability,
  start,
  audit,
  auth,
  rush,
  slots,
  http,
];
