import type { EscortId, OrderId } from '../shared/ids.js';
import type { LogStep } from './serving.js';

/** One entry of the service log 服务日志 (B39, B77): what was done, how the patient is, which medicine was taken. */
export type ServiceLogEntry = {
  readonly id: string;
  readonly orderId: OrderId;
  readonly shiftNo: number;
  readonly escortId: EscortId;
  readonly step: LogStep;
  readonly note: string;
  readonly at: Date;
};
