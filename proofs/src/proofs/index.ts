import type { Proof } from '../proof.js';
import { proof as audit } from './audit.js';
import { proof as authz } from './authz.js';
import { proof as bundle } from './bundle.js';
import { proof as clinicSystem } from './clinic-system.js';
import { proof as fairness } from './fairness.js';
import { proof as fuzz } from './fuzz.js';
import { proof as idempotency } from './idempotency.js';
import { proof as kill } from './kill.js';
import { proof as outage } from './outage.js';
import { proof as postgresRestart } from './postgres-restart.js';
import { proof as race } from './race.js';
import { proof as redisLoss } from './redis-loss.js';
import { proof as secrecy } from './secrecy.js';
import { proof as signIn } from './sign-in.js';
import { proof as slots } from './slots.js';
import { proof as webhooks } from './webhooks.js';

/** Every claim, in the order `pnpm prove --list` names them. */
export const proofs: readonly Proof[] = [
  race,
  slots,
  fairness,
  bundle,
  clinicSystem,
  idempotency,
  kill,
  outage,
  redisLoss,
  postgresRestart,
  audit,
  authz,
  secrecy,
  signIn,
  fuzz,
  webhooks,
];
