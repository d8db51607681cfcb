import type { PartnerActor } from '@banzhen/domain/shared/actor';
import type { Clock } from '@banzhen/domain/shared/clock';
import type { KeyReused } from '@banzhen/domain/shared/idempotency';
import { err, ok, type Result } from '@banzhen/domain/shared/result';
import type { SandboxStore } from '@banzhen/payments';
import { sha256Hex } from '@banzhen/vault';
import { sandboxKeyAt } from '../demo/demo-partner.js';
import type { SandboxClock } from './sandbox-clock.js';

/** What integrators have beside the API itself, in a sandbox only. */
export type PartnerSandbox = {
  /** The key that the sandbox's partner has now, where its clinics were loaded. */
  key(): string;
  /** The time by which sessions and appointments go; signatures and keys go by the machine's. */
  now(): Date;
  /**
   * Moves the clock forward by whole minutes, for everybody who uses this sandbox, once for each key of a partner: a repeated request
   * moves nothing. Answers the time after it.
   */
  advance(
    actor: PartnerActor,
    asked: { readonly minutes: number; readonly idempotencyKey: string },
  ): Promise<Result<Date, KeyReused>>;
};

const MINUTE_MS = 60_000;

type Deps = { readonly store: SandboxStore; readonly clock: SandboxClock; readonly machineClock: Clock };

/** Where it goes is noted before the clock is moved there, so a request that was broken off is finished by its repetition. */
export const openPartnerSandbox = ({ store, clock, machineClock }: Deps): PartnerSandbox => ({
  key: () => sandboxKeyAt(machineClock.now()).text,
  now: () => clock.now(),
  async advance({ partnerId }, { minutes, idempotencyKey }) {
    const name = `advance/${sha256Hex(`${partnerId}/${idempotencyKey}`)}`;
    const to = clock.now().getTime() + minutes * MINUTE_MS;
    await store.put(name, { revision: 1, minutes, to });
    const noted = await store.get(name);
    if (noted?.minutes !== minutes) return err({ type: 'KeyReused', key: idempotencyKey });
    return ok(await clock.moveTo(new Date(Number(noted.to))));
  },
});
