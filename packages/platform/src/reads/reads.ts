import type {
  BoardDto,
  BoardRowDto,
  CandidateDto,
  EscortShiftDto,
  HallRowDto,
  HospitalDto,
  LiveEventDto,
  OfferDto,
  OrderDetailDto,
  PatientDto,
  ServiceDto,
  TrialBalanceDto,
} from '@banzhen/contracts';
import type { Refusal } from '@banzhen/domain/refusals';
import type { Person } from '@banzhen/domain/shared/actor';
import type { OrderId } from '@banzhen/domain/shared/ids';
import type { Result } from '@banzhen/domain/shared/result';

type Answer<T> = Promise<Result<T, Refusal>>;

/** What screens read: DTOs straight from queries, under the same authorization table as the commands. */
export type Reads = {
  services(cityCode: string): Promise<readonly ServiceDto[]>;
  hospitals(query: {
    readonly cityCode: string;
    readonly text: string;
    readonly limit: number;
  }): Promise<readonly HospitalDto[]>;
  patients(actor: Person): Promise<readonly PatientDto[]>;
  familyOrders(actor: Person): Promise<readonly BoardRowDto[]>;
  orderDetail(actor: Person, orderId: OrderId): Answer<OrderDetailDto>;
  board(
    actor: Person,
    query: {
      readonly statuses?: readonly string[] | undefined;
      readonly limit: number;
      readonly cursor?: string | undefined;
    },
  ): Answer<BoardDto>;
  candidates(actor: Person, orderId: OrderId, shiftNo: number): Answer<readonly CandidateDto[]>;
  trialBalance(actor: Person): Answer<TrialBalanceDto>;
  offers(actor: Person): Answer<readonly OfferDto[]>;
  hall(actor: Person): Answer<readonly HallRowDto[]>;
  escortShifts(actor: Person): Answer<readonly EscortShiftDto[]>;
  /** Live events of one order, or with no id of every order of the tenant, until `signal` aborts. */
  follow(
    actor: Person,
    orderId: OrderId | undefined,
    signal: AbortSignal,
  ): Answer<AsyncIterable<LiveEventDto & { readonly id: string }>>;
};
