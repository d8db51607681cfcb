import { AsyncLocalStorage } from 'node:async_hooks';
import type { Caller } from '@banzhen/domain/shared/actor';
import { type Asker, askerOf, nobody, platformAsker } from '@banzhen/postgres';

const asking = new AsyncLocalStorage<Asker>();

/**
 * For whom the present request is answered. It is said once, where the request comes in, and not handed through the use
 * cases: one that forgets to ask the policy table is still held by what the rows allow (A25).
 */
export const currentAsker = (): Asker => asking.getStore() ?? nobody;

/** Does `work` with the rows that `actor` may see; nobody sees none. */
export const askingAs = <T>(actor: Caller | undefined, work: () => T): T =>
  asking.run(actor ? askerOf(actor) : nobody, work);

/** Does `work` as the platform itself, which sees every row: for what comes from no request. */
export const askingAsPlatform = <T>(work: () => T): T => asking.run(platformAsker, work);
