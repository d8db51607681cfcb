import type {
  AuditPageDto,
  AuditVerdictDto,
  BoardDto,
  BoardRowDto,
  BookableEscortsDto,
  CandidateDto,
  EndingPreviewDto,
  EscortShiftDto,
  HallRowDto,
  HospitalDto,
  LedgerPostingsDto,
  OfferDto,
  OrderDetailDto,
  PatientDto,
  ReportedMessagesDto,
  ReschedulePreviewDto,
  ServiceDto,
  TrialBalanceDto,
} from '@banzhen/contracts';
import type { Refusal } from '@banzhen/domain/refusals';
import type { Person } from '@banzhen/domain/shared/actor';
import type { OrderId } from '@banzhen/domain/shared/ids';
import type { Result } from '@banzhen/domain/shared/result';
import type { PreviewEnding, RescheduleOrder } from '@banzhen/domain/visits';
import type { LiveEvent } from './live-events.js';

type Answer<T> = Promise<Result<T, Refusal>>;

/** Whom a family looks for; ages and years of experience can be asked for, and nobody has told them yet. */
export type EscortQuery = {
  readonly cityCode: string;
  readonly gender?: 'female' | 'male' | undefined;
  readonly skill?: string | undefined;
  readonly hospitalId?: string | undefined;
  readonly serviceCode?: string | undefined;
  readonly leastFen?: number | undefined;
  readonly mostFen?: number | undefined;
  readonly leastAge?: number | undefined;
  readonly mostAge?: number | undefined;
  readonly leastExperienceYears?: number | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
};

/** What screens read: DTOs straight from queries, under the same authorization table as the commands. */
export type Reads = {
  services(actor: Person, cityCode: string): Promise<readonly ServiceDto[]>;
  hospitals(query: {
    readonly cityCode: string;
    readonly text: string;
    readonly limit: number;
  }): Promise<readonly HospitalDto[]>;
  /** Escorts who may be booked (B83, B30); refuses conditions of which nothing is known. */
  bookableEscorts(actor: Person, query: EscortQuery): Answer<BookableEscortsDto>;
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
  /** Orders, open and closed, by the beginning of their number or by a patient's name; newest first. */
  searchOrders(
    actor: Person,
    query: {
      readonly text: string;
      readonly statuses?: readonly string[] | undefined;
      readonly limit: number;
      readonly cursor?: string | undefined;
    },
  ): Answer<BoardDto>;
  endingPreview(actor: Person, query: PreviewEnding): Answer<EndingPreviewDto>;
  reschedulePreview(actor: Person, query: RescheduleOrder): Answer<ReschedulePreviewDto>;
  candidates(actor: Person, orderId: OrderId, shiftNo: number): Answer<readonly CandidateDto[]>;
  trialBalance(actor: Person): Answer<TrialBalanceDto>;
  /** Postings about the tenant's orders, newest first. */
  ledgerPostings(
    actor: Person,
    query: {
      readonly account?: string | undefined;
      readonly orderNo?: string | undefined;
      readonly from?: Date | undefined;
      readonly until?: Date | undefined;
      readonly limit: number;
      readonly cursor?: string | undefined;
    },
  ): Answer<LedgerPostingsDto>;
  /** Reported messages of the desk; with `state` only those that wait, or are closed. */
  reportedMessages(
    actor: Person,
    query: {
      readonly limit: number;
      readonly state?: 'open' | 'closed' | undefined;
      readonly cursor?: string | undefined;
    },
  ): Answer<ReportedMessagesDto>;
  /** Entries of the tenant's audit, newest first. Reading them leaves an entry itself. */
  auditPage(
    actor: Person,
    query: {
      readonly accountId?: string | undefined;
      readonly operation?: string | undefined;
      readonly objectId?: string | undefined;
      readonly outcome?: 'done' | 'refused' | undefined;
      readonly from?: Date | undefined;
      readonly until?: Date | undefined;
      readonly limit: number;
      readonly cursor?: string | undefined;
    },
  ): Answer<AuditPageDto>;
  /** Checks every row of the audit against its chain and the signed checkpoints. */
  verifyAudit(actor: Person): Answer<AuditVerdictDto>;
  offers(actor: Person): Answer<readonly OfferDto[]>;
  hall(actor: Person): Answer<readonly HallRowDto[]>;
  escortShifts(actor: Person): Answer<readonly EscortShiftDto[]>;
  /**
   * Live events of one order, or with no id of every order of the tenant, until `signal` aborts. `whoNow` says who the reader
   * is by then, nobody once signed out: whoever loses access gets the refusal as the last element.
   */
  follow(
    whoNow: () => Promise<Person | undefined>,
    orderId: OrderId | undefined,
    signal: AbortSignal,
  ): Answer<AsyncIterable<Result<LiveEvent, Refusal>>>;
};
