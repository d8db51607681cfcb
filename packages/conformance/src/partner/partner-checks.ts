import { type Checked, lookAtAll } from '../check.js';
import { bookingChecks } from './booking-checks.js';
import { documentCheck } from './document-check.js';
import { doorChecks } from './door-checks.js';
import { escortChecks } from './escort-checks.js';
import { listChecks } from './list-checks.js';
import { sandboxChecks } from './sandbox-checks.js';
import { type Send, serverAt } from './server.js';
import { openStage, type PartnerCheck } from './stage.js';
import { webhookChecks } from './webhook-checks.js';
import { writeChecks } from './write-checks.js';

/** Everything that a server of `/v1` is asked, in this order. */
export const partnerChecks: readonly PartnerCheck[] = [
  documentCheck,
  ...doorChecks,
  ...writeChecks,
  ...bookingChecks,
  ...listChecks,
  ...webhookChecks,
  ...escortChecks,
  ...sandboxChecks,
];

const PATIENCE_MS = 5_000;

/**
 * Asks a server whether it keeps the partner guide. It books and cancels for patients who have been at a clinic of the key, so the key
 * should be of a sandbox. What it has booked it gives back after each check.
 */
export const checkPartner = ({
  send,
  key,
  patients = [],
  patienceMs = PATIENCE_MS,
  only = () => true,
}: {
  readonly send: Send;
  readonly key: string;
  /** Patients to book for, beside those who are found in the lists of appointments. */
  readonly patients?: readonly string[];
  /** How long an event may take to be told, in milliseconds. */
  readonly patienceMs?: number;
  readonly only?: (name: string) => boolean;
}): AsyncGenerator<Checked, void, void> =>
  lookAtAll(
    partnerChecks.filter(({ name }) => only(name)),
    openStage(serverAt(send, key), { patients, patienceMs }),
    ({ putAway }) => putAway(),
  );
