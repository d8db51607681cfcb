import { isObject } from '../json-reader.js';
import type { SandboxStore } from './sandbox-store.js';

/** How the provider treats a payment. All of it can be changed at run time, for one payment or for all. */
export type SandboxBehaviour = {
  /** `unavailable`: nothing happens and the connection breaks. `lost`: it happens, and then the connection breaks. */
  readonly prepay: 'answer' | 'unavailable' | 'lost';
  /** Queries of payments and of refunds. */
  readonly query: 'answer' | 'unknown' | 'unavailable';
  readonly close: 'answer' | 'unavailable' | 'lost';
  /** `unknown`: it happens, and the answer is "unknown". `fail`: it ends as failed, now or after `refundTakesMs`. */
  readonly refund: 'answer' | 'unknown' | 'unavailable' | 'lost' | 'fail';
  /** Above 0 a refund is first PROCESSING. */
  readonly refundTakesMs: number;
  /** Between a fact and the first notice of it. */
  readonly noticeDelayMs: number;
  /** How many more times a notice is delivered although it was accepted. */
  readonly noticeRepeats: number;
  /** So many first deliveries of a notice never arrive. */
  readonly noticesLost: number;
  /** Of the notices due together, the newest goes first. */
  readonly newestFirst: boolean;
  /** Before each true notice a false one is sent; only those about `amount` and `merchant` are rightly signed. */
  readonly forge: 'nothing' | 'signature' | 'key' | 'merchant' | 'amount' | 'currency';
  /** The cashier takes money although the payment was closed or has run out: a debit that was under way. */
  readonly paysWhenClosed: boolean;
};

export const honestBehaviour: SandboxBehaviour = {
  prepay: 'answer',
  query: 'answer',
  close: 'answer',
  refund: 'answer',
  refundTakesMs: 0,
  noticeDelayMs: 0,
  noticeRepeats: 0,
  noticesLost: 0,
  newestFirst: false,
  forge: 'nothing',
  paysWhenClosed: false,
};

const allowed: { readonly [Name in keyof SandboxBehaviour]: readonly SandboxBehaviour[Name][] } = {
  prepay: ['answer', 'unavailable', 'lost'],
  query: ['answer', 'unknown', 'unavailable'],
  close: ['answer', 'unavailable', 'lost'],
  refund: ['answer', 'unknown', 'unavailable', 'lost', 'fail'],
  refundTakesMs: [],
  noticeDelayMs: [],
  noticeRepeats: [],
  noticesLost: [],
  newestFirst: [true, false],
  forge: ['nothing', 'signature', 'key', 'merchant', 'amount', 'currency'],
  paysWhenClosed: [true, false],
};

/** Milliseconds of 30 days. */
const LARGEST = 30 * 86_400_000;

const isAllowed = (name: string, value: unknown): boolean => {
  const choices: readonly unknown[] | undefined = new Map(Object.entries(allowed)).get(name);
  if (choices === undefined) return false;
  return choices.length > 0
    ? choices.includes(value)
    : Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= LARGEST;
};

/** A part of a behaviour from outside; undefined when a name or a value is not one of ours. */
export const behaviourFrom = (given: unknown): Partial<SandboxBehaviour> | undefined =>
  isObject(given) && Object.entries(given).every(([name, value]) => isAllowed(name, value))
    ? given
    : undefined;

const KEY = 'behaviour';
const ALL = '*';

/** The behaviours kept in the store, so that every process of the provider follows the same ones. */
export const storedBehaviours = (store: SandboxStore, initial: Partial<SandboxBehaviour>) => {
  const read = async () => {
    const record = await store.get(KEY);
    const held = isObject(record?.by) ? record.by : {};
    const of = (who: string) => behaviourFrom(held[who]) ?? {};
    return { revision: record?.revision ?? 0, held, of };
  };
  return {
    async of(paymentId: string): Promise<SandboxBehaviour> {
      const { of } = await read();
      return { ...honestBehaviour, ...initial, ...of(ALL), ...of(paymentId) };
    },
    async set(change: Partial<SandboxBehaviour>, paymentId = ALL): Promise<void> {
      for (;;) {
        const { revision, held, of } = await read();
        const by = { ...held, [paymentId]: { ...of(paymentId), ...change } };
        if (await store.put(KEY, { revision: revision + 1, by })) return;
      }
    },
    /** Back to what the gateway was made with. */
    async reset(): Promise<void> {
      await store.remove(KEY);
    },
  };
};
