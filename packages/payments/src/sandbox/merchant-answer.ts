import type { Clock } from '@banzhen/domain/shared/clock';
import type { JsonObject } from '../json-reader.js';
import type { SandboxBehaviour } from './sandbox-behaviour.js';
import type { SandboxOrders } from './sandbox-orders.js';

/** What the provider's answers to its merchant are made from. */
export type ProviderDesk = {
  readonly clock: Clock;
  readonly merchantId: string;
  readonly cashierOrigin?: string;
  readonly orders: SandboxOrders;
  readonly behaviourOf: (paymentId: string) => Promise<SandboxBehaviour>;
  /** Keeps the notice of a refund for the moment it is settled. */
  readonly announceRefund: (
    refund: { readonly paymentId: string; readonly refundId: string; readonly attempt: number },
    settlesAt: number,
  ) => Promise<void>;
  readonly wake: () => void;
};

export type Answer = { readonly status: number; readonly words: JsonObject };

export const refused = (status: number, code: string): Answer => ({ status, words: { code } });
export const told = (words: JsonObject): Answer => ({ status: 200, words });

/** What a merchant sees when the line breaks: it may have happened or not. */
class ConnectionBroken extends Error {
  override name = 'ConnectionBroken';
}

/** The behaviour around an act: not at all, with its answer lost, or plainly. */
export const acting = async (manner: string, act: () => Promise<Answer>): Promise<Answer> => {
  if (manner === 'unavailable') throw new ConnectionBroken();
  const answer = await act();
  if (manner === 'lost') throw new ConnectionBroken();
  return answer;
};
