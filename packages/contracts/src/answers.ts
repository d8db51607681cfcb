/** Answers of the API. Instants are ISO 8601 in UTC, money is whole fen, names are for display only. */

export type OrderStatusDto =
  | 'PENDING_PAYMENT'
  | 'PAID'
  | 'ASSIGNED'
  | 'ACCEPTED'
  | 'EN_ROUTE'
  | 'ARRIVED'
  | 'SERVING'
  | 'ENDED'
  | 'FINISHED'
  | 'CANCELLED'
  | 'NO_SHOW';

export type DemoPersonDto = {
  readonly accountId: string;
  readonly name: string;
  /** What this person is in the demo: a person may be several things at once. */
  readonly roles: readonly ('family' | 'escort' | 'dispatcher' | 'finance' | 'admin')[];
};

export type MeDto = DemoPersonDto & { readonly tenantId: string; readonly escortId?: string };

export type PriceLineDto = {
  readonly kind: string;
  readonly quantity: number;
  readonly unitFen: number;
  readonly amountFen: number;
};

export type QuoteDto = {
  readonly quoteId: string;
  readonly lines: readonly PriceLineDto[];
  readonly totalFen: number;
  readonly policyVersion: number;
  /** What `consentedScopeVersion` must be when this quote is booked. */
  readonly scopeConsentVersion: number;
  readonly validUntil: string;
  readonly shifts: readonly { readonly startsAt: string; readonly endsAt: string }[];
};

/** What every command about an order answers. */
export type OrderAnswerDto = {
  readonly orderId: string;
  readonly status: OrderStatusDto;
  readonly version: number;
};

export type PaymentDto = { readonly paymentId: string; readonly amountFen: number; readonly payUrl: string };

export type CancellationQuoteDto = {
  readonly cancellationQuoteId: string;
  /** `full`, a tier such as `24h`, or `on-the-way`. */
  readonly rule: string;
  readonly refundFen: number;
  readonly escortFen: number;
  readonly platformFen: number;
  readonly compensationFen: number;
  readonly expiresAt: string;
};

export type ShiftDto = {
  readonly no: number;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly cover: 'open' | 'offered' | 'accepted';
  readonly escortId?: string;
  readonly escortName?: string;
  readonly offerId?: string;
  readonly offerExpiresAt?: string;
};

/** One row of the dispatchers' board. */
export type BoardRowDto = {
  readonly orderId: string;
  readonly orderNo: string;
  readonly status: OrderStatusDto;
  readonly version: number;
  readonly patientName: string;
  readonly hospitalName: string;
  /** The IANA zone in which this visit's times are to be shown. */
  readonly zone: string;
  readonly serviceCode: string;
  readonly serviceTitle: { readonly zh: string; readonly en: string };
  readonly startsAt: string;
  readonly endsAt: string;
  readonly shifts: readonly ShiftDto[];
  readonly totalFen: number;
  readonly createdAt: string;
  /** The instant by which the present state should be left, and what happens then; none when nothing presses. */
  readonly sla?: { readonly kind: string; readonly dueAt: string };
  /** True while a human must look: the search is exhausted, an alarm is due, or a balance is overdue. */
  readonly needsDispatcher: boolean;
};

export type BoardDto = {
  readonly rows: readonly BoardRowDto[];
  readonly nextCursor?: string;
  readonly serverNow: string;
};

export type TimelineEntryDto = {
  readonly type: string;
  /** Transition row, e.g. `O4`. */
  readonly row: string;
  readonly from: OrderStatusDto | null;
  readonly to: OrderStatusDto;
  readonly at: string;
  /** The capacity: U family, E escort, D dispatcher, SYS system, PSP payment provider. */
  readonly as: string;
  readonly byName?: string;
  readonly reason?: string;
  readonly escortName?: string;
  readonly shiftNo?: number;
  readonly amountFen?: number;
};

export type ServiceLogEntryDto = {
  readonly step: string;
  readonly note: string;
  readonly at: string;
  readonly escortName: string;
  readonly shiftNo: number;
};

/** One attempt to pay, with what went back of it. */
export type PaymentRecordDto = {
  readonly paymentId: string;
  readonly channel: string;
  readonly amountFen: number;
  readonly status: string;
  /** `taken` moved the order on; `late` and `duplicate` went back in full (O2x). */
  readonly use?: string;
  readonly refunds: readonly {
    readonly refundId: string;
    readonly amountFen: number;
    readonly status: string;
    readonly reason: string;
  }[];
};

export type OrderDetailDto = BoardRowDto & {
  /** The clock that its deadlines are measured by. */
  readonly serverNow: string;
  readonly cityCode: string;
  readonly bookedBy: string;
  readonly bookedByName: string;
  readonly hospitalId: string;
  readonly patientId: string;
  readonly display: { readonly table: string; readonly family?: string };
  readonly axes: {
    readonly payment: string;
    readonly refund: string;
    readonly review: string;
    readonly settlement: string;
    readonly dispute: string;
  };
  readonly lines: readonly PriceLineDto[];
  readonly money: {
    readonly capturedFen: number;
    readonly refundRequestedFen: number;
    readonly refundedFen: number;
    readonly waivedFen: number;
    /** Positive: still owed by the family. */
    readonly balanceFen: number;
  };
  readonly payments: readonly PaymentRecordDto[];
  readonly timeline: readonly TimelineEntryDto[];
  readonly serviceLog: readonly ServiceLogEntryDto[];
  readonly ledger: readonly {
    readonly kind: string;
    readonly account: string;
    readonly amountFen: number;
    readonly at: string;
  }[];
  /** Commands that this caller may try now. */
  readonly allowed: readonly string[];
  /** Only for the family: what the patient reads out to the escort. */
  readonly visitCode?: string;
  readonly review?: { readonly stars: number; readonly text: string; readonly at: string };
};

export type WhyNotDto = {
  readonly code: string;
  readonly detail?: string;
  /** A dispatcher may offer all the same, with a reason. */
  readonly canOverride: boolean;
};
export type CandidateDto = {
  readonly escortId: string;
  readonly name: string;
  readonly gender: string;
  readonly ratingHundredths: number;
  readonly ratingCount: number;
  readonly skills: readonly string[];
  readonly score: number;
  readonly terms: readonly {
    readonly code: string;
    readonly value: number;
    readonly weight: number;
    readonly points: number;
  }[];
  readonly whyNot: readonly WhyNotDto[];
};

/** An offer as its escort sees it. */
export type OfferDto = {
  readonly offerId: string;
  readonly orderId: string;
  readonly shiftNo: number;
  readonly expiresAt: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly hospitalName: string;
  readonly serviceTitle: { readonly zh: string; readonly en: string };
};

/** An open shift in the grab hall: no name of the patient before it is taken. */
export type HallRowDto = Omit<OfferDto, 'offerId' | 'expiresAt'> & { readonly opensAt: string };

/** A shift of the signed-in escort. */
export type EscortShiftDto = Omit<OfferDto, 'offerId' | 'expiresAt'> & {
  readonly status: OrderStatusDto;
  readonly version: number;
  readonly patientName: string;
};

export type ServiceDto = {
  readonly code: string;
  readonly kind: 'visit' | 'care';
  readonly title: { readonly zh: string; readonly en: string };
  readonly unitMinutes: number;
  readonly unitPriceFen: number;
};
export type HospitalDto = {
  readonly hospitalId: string;
  readonly code: string;
  readonly name: string;
  readonly district: string;
  readonly kind: string;
  readonly grade: string;
  /** Where it stands on the map, when that is known. */
  readonly place?: {
    readonly longitude: number;
    readonly latitude: number;
    readonly datum: 'WGS-84' | 'GCJ-02';
  };
};
export type PatientDto = { readonly patientId: string; readonly name: string; readonly isRealNamed: boolean };

export type TrialBalanceDto = {
  readonly accounts: readonly { readonly account: string; readonly balanceFen: number }[];
  /** Always zero. */
  readonly sumFen: number;
};

/** One message of the live feed: look the order up again. */
export type LiveEventDto = { readonly orderId: string; readonly type: string; readonly version: number };

/** What a refusal looks like in `error.data.domainError`; further facts stand beside these fields. */
export type DomainErrorDto = { readonly type: string; readonly zh: string; readonly en: string };
