import type { ChallengePurpose, CodeSender } from '@banzhen/domain/accounts';
import type { Clock } from '@banzhen/domain/shared/clock';
import type { IdSource } from '@banzhen/domain/shared/ids';
import { done } from '@banzhen/domain/shared/result';
import type { SandboxRecord, SandboxStore } from '@banzhen/payments';

const PREFIX = 'inbox/';
const MOST_KEPT = 100;

/** A message that a phone would have got. */
export type SandboxMessage = {
  readonly to: string;
  readonly code: string;
  readonly purpose: ChallengePurpose;
  readonly at: string;
  readonly expiresAt: string;
};

/** Where the sandbox keeps what it would have sent, for whoever develops: never in production. */
export type SandboxInbox = CodeSender & {
  /** The newest first. */
  messages(): Promise<readonly SandboxMessage[]>;
};

const messageIn = ({ to, code, purpose, at, expiresAt }: SandboxRecord): SandboxMessage => ({
  to: String(to),
  code: String(code),
  purpose: String(purpose) as ChallengePurpose,
  at: String(at),
  expiresAt: String(expiresAt),
});

/** An inbox in the sandbox's own memory; the oldest messages make room for new ones. */
export const sandboxInbox = (store: SandboxStore, clock: Clock, ids: IdSource): SandboxInbox => {
  const kept = () => store.list(PREFIX);
  return {
    async send({ to, code, purpose, expiresAt }) {
      const at = clock.now().toISOString();
      await store.put(`${PREFIX}${ids.next()}`, {
        revision: 1,
        to,
        code,
        purpose,
        at,
        expiresAt: expiresAt.toISOString(),
      });
      const old = (await kept()).slice(0, -MOST_KEPT);
      await Promise.all(old.map(({ key }) => store.remove(key)));
      return done;
    },
    messages: async () => (await kept()).map(({ record }) => messageIn(record)).toReversed(),
  };
};
