import type { AuditEntry } from '../../audit/index.js';
import type { Clock } from '../../shared/clock.js';
import { done, err } from '../../shared/result.js';
import type { UnitOfWork } from '../../shared/unit-of-work.js';
import { afterAttempt, isAccepted, type WebhookAttempt } from '../delivery.js';
import { type DisabledCause, disabledBy, webhookPolicy } from '../endpoint.js';
import type { ClaimedDelivery, WebhookSender, WebhookSigner } from '../ports.js';
import type { WebhookStores } from '../stores.js';
import { webhookBody } from '../webhook-event.js';

export type DeliverDeps = {
  /** With the rows of the platform. */
  readonly unitOfWork: UnitOfWork<WebhookStores>;
  readonly sender: WebhookSender;
  readonly signer: WebhookSigner;
  /** By which attempts are due. */
  readonly clock: Clock;
  /** By which receivers judge signatures. */
  readonly machineClock: Clock;
  /** 0 to 1. */
  readonly random: () => number;
};

/** What came of one attempt; `superseded` where another worker has begun one since. */
export type Delivered =
  | { readonly kind: 'settled'; readonly attempt: WebhookAttempt; readonly disabled?: DisabledCause }
  | { readonly kind: 'superseded' };

const disabledEntry = ({ endpoint }: ClaimedDelivery, why: DisabledCause, at: Date): AuditEntry => ({
  at,
  tenantId: endpoint.tenantId,
  actor: { as: 'SYS' },
  operation: 'webhook-endpoint.disable',
  object: { kind: 'webhook-endpoint', id: endpoint.id },
  outcome: 'done',
  facts: { why },
});

/**
 * Makes the attempt that `claimed` is leased for, outside any transaction, and keeps what came of it with its effect on the
 * endpoint: one that says it is gone, or has only failed for a week, is disabled, which the audit tells. An attempt that is
 * not kept, because the process dies, is made again when the lease ends: at least once, with the same id and body (JB8).
 */
export const makeDeliver =
  ({ unitOfWork, sender, signer, clock, machineClock, random }: DeliverDeps) =>
  async (claimed: ClaimedDelivery): Promise<Delivered> => {
    const { delivery, endpoint } = claimed;
    const { event, attempts } = delivery;
    const secrets = await unitOfWork.run<readonly string[], never>(async ({ webhookSecrets }) => {
      const signing = await webhookSecrets.signing(endpoint.id, machineClock.now());
      return { ok: true, value: signing.map(({ text }) => text) };
    });
    const body = webhookBody(event);
    const startedAt = machineClock.now();
    const headers = signer.sign({ id: event.id, at: startedAt, body }, secrets.ok ? secrets.value : []);
    const at = clock.now();
    const outcome = await sender.send({ url: endpoint.url, headers, body }, webhookPolicy.timeoutMs);
    const tookMs = Math.max(0, machineClock.now().getTime() - startedAt.getTime());
    const attempt: WebhookAttempt = { no: attempts, at, tookMs, outcome };
    const now = clock.now();
    const next = afterAttempt(delivery, outcome, now, random);
    let disabled: DisabledCause | undefined;
    const kept = await unitOfWork.run<void, 'superseded'>(async (stores) => {
      disabled = undefined;
      if (!(await stores.deliveries.settle(delivery, attempt, next))) return err('superseded');
      if (isAccepted(outcome)) {
        await stores.endpoints.noteSuccess(endpoint.id);
        return done;
      }
      const why = disabledBy(outcome, await stores.endpoints.noteFailure(endpoint.id, now), now);
      if (why && (await stores.endpoints.disable(endpoint.id, why, now))) {
        await stores.audit.append(disabledEntry(claimed, why, now));
        disabled = why;
      }
      return done;
    });
    if (!kept.ok) return { kind: 'superseded' };
    return { kind: 'settled', attempt, ...(disabled ? { disabled } : {}) };
  };

export type Deliver = ReturnType<typeof makeDeliver>;
