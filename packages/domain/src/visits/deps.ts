import type { OrderStatus } from '../orders/index.js';
import type { Calendar } from '../shared/calendar.js';
import type { Clock } from '../shared/clock.js';
import type { IdSource, OrderId } from '../shared/ids.js';
import type { Pause } from '../shared/pause.js';
import type { UnitOfWork } from '../shared/unit-of-work.js';
import type { VisitStores } from './stores.js';

/** What every use case about a visit is made of. */
export type VisitDeps = {
  readonly unitOfWork: UnitOfWork<VisitStores>;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly calendar: Calendar;
  readonly pause: Pause;
};

/** What a command about an order answers: enough to go on, and the version for the next command. */
export type OrderAnswer = {
  readonly orderId: OrderId;
  readonly status: OrderStatus;
  readonly version: number;
};
