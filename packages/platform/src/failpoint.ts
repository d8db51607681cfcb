import type { BundleStores } from '@banzhen/domain/bundles';
import type { ClinicStores } from '@banzhen/domain/clinics';
import type { PaymentProvider } from '@banzhen/domain/payments';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import type { VisitStores } from '@banzhen/domain/visits';
import { type Log, wordOf } from './log.js';

/** Where a process shall die, to prove that nothing is lost or doubled then (T-KILL); `trace` only tells the steps. */
export type Failpoint =
  | 'trace'
  | {
      readonly side: 'before' | 'after';
      /** Such as `orders.update`, `transaction.commit` or `provider.refund`. */
      readonly step: string;
      /** Counted in this process, from 1. */
      readonly occurrence: number;
    };

/** `trace`, or `before:orders.update:2`. */
export const failpointPattern = /^(?:trace|(before|after):([A-Za-z-]+\.[A-Za-z]+):([1-9]\d{0,5}))$/;

/** Reads a failpoint of `failpointPattern`. */
export const failpointFrom = (text: string): Failpoint => {
  const [, side, step = '', occurrence] = failpointPattern.exec(text) ?? [];
  if (side === undefined) return 'trace';
  return { side: side === 'before' ? 'before' : 'after', step, occurrence: Number(occurrence) };
};

type AllStores = VisitStores & ClinicStores & Pick<BundleStores, 'bundles'>;

/** What a unit of work writes; to die around something that only reads shows nothing new. */
const writes: { readonly [Name in keyof AllStores]?: readonly (keyof AllStores[Name])[] } = {
  orders: ['insert', 'update'],
  holds: ['keep'],
  timers: ['arm', 'finish'],
  timeline: ['append'],
  cancellationQuotes: ['insert'],
  serviceLog: ['append'],
  reviews: ['insert'],
  quotes: ['insert', 'markUsed'],
  offers: ['insert', 'update', 'voidExcept'],
  payments: ['insert', 'update', 'reserveRefund', 'recordNotice'],
  refunds: ['insert', 'update'],
  ledger: ['post'],
  audit: ['append'],
  outbox: ['append'],
  idempotency: ['claim', 'record', 'claimAll', 'release'],
  sessions: ['insert', 'update'],
  seats: ['take', 'move'],
  returns: ['plan'],
  appointments: ['update'],
  history: ['append'],
  bundles: ['insert', 'update', 'markSeen'],
};

const writesOf: ReadonlyMap<string | symbol, readonly string[]> = new Map(Object.entries(writes));

export const providerCalls: readonly (keyof PaymentProvider & string)[] = [
  'prepay',
  'queryPayment',
  'closePayment',
  'refund',
  'queryRefund',
];

/** Counts the steps between this process and the world outside. */
export type IoSteps = {
  /** The same adapter; a call of each of `methods` is a step named `name.method`. */
  port<Port extends object>(name: string, port: Port, methods: readonly (keyof Port)[]): Port;
  /** The same unit of work; what its stores write and each commit of something written is a step. */
  unitOfWork<Stores extends object>(unitOfWork: UnitOfWork<Stores>): UnitOfWork<Stores>;
};

const noSteps: IoSteps = { port: (_name, port) => port, unitOfWork: (unitOfWork) => unitOfWork };

/** Takes a step; what it answers is to be called when the step is done. */
type TakeStep = (step: string) => () => void;

const takingSteps = (failpoint: Failpoint, log: Log): TakeStep => {
  const taken = new Map<string, number>();
  return (step) => {
    const occurrence = (taken.get(step) ?? 0) + 1;
    taken.set(step, occurrence);
    if (failpoint === 'trace') log.info('io.step', { step: wordOf(step), occurrence });
    const dieIf = (side: 'before' | 'after') => {
      if (failpoint === 'trace' || failpoint.side !== side) return;
      if (failpoint.step === step && failpoint.occurrence === occurrence)
        process.kill(process.pid, 'SIGKILL');
    };
    dieIf('before');
    return () => dieIf('after');
  };
};

const watchedPort = <Port extends object>(
  takeStep: TakeStep,
  name: string,
  port: Port,
  methods: readonly PropertyKey[],
): Port =>
  new Proxy(port, {
    get(target, key) {
      const member: unknown = Reflect.get(target, key);
      if (typeof member !== 'function' || !methods.includes(key)) return member;
      return async (...args: readonly unknown[]) => {
        const done = takeStep(`${name}.${String(key)}`);
        const answer: unknown = await Reflect.apply(member, target, args);
        done();
        return answer;
      };
    },
  });

const watchedStores = <Stores extends object>(takeStep: TakeStep, stores: Stores): Stores =>
  new Proxy(stores, {
    get(target, key) {
      const store: unknown = Reflect.get(target, key);
      const methods = writesOf.get(key);
      if (typeof store !== 'object' || store === null || !methods) return store;
      return watchedPort(takeStep, String(key), store, methods);
    },
  });

/** Nothing at all without a failpoint. */
export const ioSteps = (failpoint: Failpoint | undefined, log: Log): IoSteps => {
  if (failpoint === undefined) return noSteps;
  const takeStep = takingSteps(failpoint, log);
  return {
    port: (name, port, methods) => watchedPort(takeStep, name, port, methods),
    unitOfWork: (unitOfWork) => ({
      async run(work) {
        let committed: (() => void) | undefined;
        const result = await unitOfWork.run(async (stores) => {
          let hasWritten = false;
          committed = undefined;
          const takeWrite: TakeStep = (step) => {
            hasWritten = true;
            return takeStep(step);
          };
          const answer = await work(watchedStores(takeWrite, stores));
          if (answer.ok && hasWritten) committed = takeStep('transaction.commit');
          return answer;
        });
        committed?.();
        return result;
      },
    }),
  };
};
