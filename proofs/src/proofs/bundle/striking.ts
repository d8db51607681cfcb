import type { BundleStores } from '@banzhen/domain/bundles';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';

/** Where the world is struck, and what then: the call fails and its caller says it again, or process and caller are gone. */
export interface Strike {
  readonly step: number;
  readonly side: 'before' | 'after';
  readonly way: 'throw' | 'death';
}

/** What a struck call throws. */
export class Struck extends Error {
  constructor() {
    super('struck');
    this.name = 'Struck';
  }
}

/** Counts the steps between a process and the world outside, and strikes at one of them, once. */
export interface Steps {
  readonly taken: readonly string[];
  readonly hasStruck: () => boolean;
  port<Port extends object>(name: string, port: Port, methods: readonly (keyof Port)[]): Port;
  unitOfWork<Stores extends object>(unitOfWork: UnitOfWork<Stores>): UnitOfWork<Stores>;
}

/** What a transaction writes; one that fails around something that only reads shows nothing new. */
const writes: { readonly [Name in keyof BundleStores]?: readonly (keyof BundleStores[Name])[] } = {
  orders: ['insert', 'update'],
  holds: ['keep'],
  timers: ['arm', 'finish'],
  timeline: ['append'],
  cancellationQuotes: ['insert'],
  quotes: ['insert', 'markUsed'],
  offers: ['insert', 'update', 'voidExcept'],
  payments: ['insert', 'update', 'reserveRefund', 'recordNotice'],
  refunds: ['insert', 'update'],
  ledger: ['post'],
  audit: ['append'],
  outbox: ['append'],
  idempotency: ['claim', 'record'],
  sessions: ['update'],
  seats: ['take', 'move'],
  returns: ['plan'],
  appointments: ['update'],
  history: ['append'],
  bundles: ['insert', 'update', 'markSeen'],
};
const writesOf: ReadonlyMap<PropertyKey, readonly PropertyKey[]> = new Map(Object.entries(writes));

export const takingSteps = (strike?: Strike): Steps => {
  const taken: string[] = [];
  let hasStruck = false;

  const strikeIf = (index: number, side: Strike['side']): void => {
    if (hasStruck || strike?.step !== index || strike.side !== side) return;
    hasStruck = true;
    throw new Struck();
  };
  const begin = (name: string): (() => void) => {
    const index = taken.push(name) - 1;
    strikeIf(index, 'before');
    return () => strikeIf(index, 'after');
  };
  const watched = <Port extends object>(
    name: string,
    port: Port,
    methods: readonly PropertyKey[],
    onStep: () => void = () => undefined,
  ): Port =>
    new Proxy(port, {
      get(target, key) {
        const member: unknown = Reflect.get(target, key);
        if (typeof member !== 'function' || !methods.includes(key)) return member;
        return async (...args: readonly unknown[]) => {
          onStep();
          const end = begin(`${name}.${String(key)}`);
          const answer: unknown = await Reflect.apply(member, target, args);
          end();
          return answer;
        };
      },
    });

  return {
    taken,
    hasStruck: () => hasStruck,
    port: (name, port, methods) => watched(name, port, methods),
    unitOfWork: <Stores extends object>(unitOfWork: UnitOfWork<Stores>): UnitOfWork<Stores> => ({
      async run(work) {
        let committed: () => void = () => undefined;
        const result = await unitOfWork.run(async (stores) => {
          let hasWritten = false;
          const onWrite = () => {
            hasWritten = true;
          };
          const all = new Proxy(stores, {
            get(target, key) {
              const store: unknown = Reflect.get(target, key);
              const methods = writesOf.get(key);
              return typeof store === 'object' && store !== null && methods
                ? watched(String(key), store, methods, onWrite)
                : store;
            },
          });
          const answer = await work(all);
          if (answer.ok && hasWritten) committed = begin('transaction.commit');
          return answer;
        });
        committed();
        return result;
      },
    }),
  };
};
