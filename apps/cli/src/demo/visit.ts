import type {
  CancellationQuoteDto,
  DeskOrderDto,
  FamilyOrderDto,
  PaymentDto,
  QuoteDto,
} from '@banzhen/contracts';
import type { Cast, Person } from './cast.js';
import type { Cashier, VisitClock } from './sandbox.js';

/** What a visit is about. */
export type Wish = {
  readonly patientId: string;
  readonly hospitalId: string;
  readonly serviceCode: string;
  readonly minutes: number;
  /** Where the escort will stand when they check in. */
  readonly place: {
    readonly longitude: number;
    readonly latitude: number;
    readonly datum: 'WGS-84' | 'GCJ-02';
  };
  /** Starts to try, in this order, until one suits. */
  readonly starts: readonly Date[];
  /** So many escorts must be able to come. */
  readonly escortsNeeded: number;
};

/** What the people know so far; each step adds to it. */
type Memory = {
  wish?: Wish;
  startsAt?: Date;
  quote?: QuoteDto;
  orderId?: string;
  escort?: Person & { readonly escortId: string };
  cancellation?: CancellationQuoteDto;
  trialBalanceFen?: number;
};

export type Visit = {
  readonly cast: Cast;
  readonly clock: VisitClock;
  readonly cashier: Cashier;
  /** Kept by the family's phone before it sends, so that a repetition books once. */
  readonly key: string;
  /** How long the people wait for something that must happen by itself. */
  readonly patienceMs: number;
  readonly memory: Memory;
  readonly payments: PaymentDto[];
};

/** What an earlier step has found out. */
export const known = <Key extends keyof Memory>(visit: Visit, key: Key): NonNullable<Memory[Key]> => {
  const value = visit.memory[key];
  if (value === undefined || value === null) throw new Error(`no step before this one knows the ${key}`);
  return value;
};

/** The order as the family sees it now. */
export const familyView = (visit: Visit): Promise<FamilyOrderDto> =>
  visit.cast.family.api.family.order.query({ orderId: known(visit, 'orderId') });

/** The order as the dispatcher sees it now, with its lines in the ledger. */
export const dispatcherView = (visit: Visit): Promise<DeskOrderDto> =>
  visit.cast.dispatcher.api.dispatch.order.query({ orderId: known(visit, 'orderId') });
