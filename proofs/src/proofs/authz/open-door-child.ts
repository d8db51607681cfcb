import type * as Policy from '@banzhen/domain/policy';
import type { Actor } from '@banzhen/domain/shared/actor';

const policy: typeof Policy = await import(new URL(import.meta.url).searchParams.get('policy') ?? '');

export const { hasSteppedUp, isAudited, isEverAudited, isOpen, STEP_UP_MINUTES, standingOperations } = policy;
export const { partnerOperations } = policy;

/** The planted bug: whoever asks may, and as staff. */
export const authorize = (_operation: string, actor: Actor) => ({
  ok: true,
  value: { as: 'D', ...(actor.kind === 'person' ? { accountId: actor.accountId } : {}) },
});

export const admit = () => ({ ok: true, value: undefined });
