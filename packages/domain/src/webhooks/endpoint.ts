import { DAY_MS, HOUR_MS } from '../shared/clock.js';
import type { AccountId, HospitalId, PartnerId, TenantId, WebhookEndpointId } from '../shared/ids.js';
import { done, err, ok, type Result } from '../shared/result.js';
import { isAccepted, isGone, type SendOutcome } from './delivery.js';

export const webhookPolicy = {
  /** Endpoints of one partner that are not removed. */
  mostEndpoints: 10,
  mostEventTypes: 100,
  /** Secrets by which an event is signed at once: the new one, and the one whose place it takes. */
  mostSecrets: 2,
  /** For so long the old secret still signs. */
  rotationHours: 24,
  /** An endpoint that has only failed for so long is disabled. */
  failingDays: 7,
  /** An attempt ends after so long. */
  timeoutMs: 10_000,
} as const;

export const endpointStates = ['active', 'disabled', 'removed'] as const;
export type EndpointState = (typeof endpointStates)[number];

export const disabledCauses = ['gone', 'failing', 'by-hand'] as const;

/** Why nothing is told: the receiver said that it is gone, it has only failed for a week, or somebody wanted it. */
export type DisabledCause = (typeof disabledCauses)[number];

/** What moves an endpoint on. */
export type EndpointCommand = 'disable' | 'enable' | 'remove';

/** Every move that there is; who is removed stays so. */
export const endpointMoves: readonly {
  readonly from: EndpointState;
  readonly on: EndpointCommand;
  readonly to: EndpointState;
}[] = [
  { from: 'active', on: 'disable', to: 'disabled' },
  { from: 'disabled', on: 'enable', to: 'active' },
  { from: 'active', on: 'remove', to: 'removed' },
  { from: 'disabled', on: 'remove', to: 'removed' },
];

/** What is done with an endpoint that is there: a command that moves it, or one of what leaves it where it is. */
export const endpointActs = ['test', 'rotateSecret', 'disable', 'enable', 'remove'] as const;
export type EndpointAct = (typeof endpointActs)[number];

/** The acts that a state allows, in the order of {@link endpointActs}. */
export const actsIn = (state: EndpointState): readonly EndpointAct[] =>
  endpointActs.filter((act) => {
    if (act === 'test') return state === 'active';
    if (act === 'rotateSecret') return state !== 'removed';
    return endpointMoves.some((move) => move.from === state && move.on === act);
  });

/** Where a partner is told of events (5.9). */
export type WebhookEndpoint = {
  readonly id: WebhookEndpointId;
  readonly tenantId: TenantId;
  readonly partnerId: PartnerId;
  /** The partner's own, under which its systems ask. */
  readonly accountId: AccountId;
  /** In one spelling; `https` unless a sandbox allows its own machine. */
  readonly url: string;
  /** Told of these hospitals, as far as a live key of the partner may read their events (AZ8). */
  readonly hospitalIds: readonly HospitalId[];
  /** Told of these types alone; of all where there are none. */
  readonly eventTypes: readonly string[];
  readonly state: EndpointState;
  readonly disabled?: { readonly why: DisabledCause; readonly at: Date };
  /** Since when no attempt has succeeded, as far as any was made. */
  readonly failingSince?: Date;
  readonly createdAt: Date;
  readonly createdBy: AccountId;
  /** Counts commands. */
  readonly version: number;
};

/** A secret by which events of one endpoint are signed; `whsec_` and base64 of 256 bits. */
export type WebhookSecret = {
  readonly text: string;
  readonly createdAt: Date;
  /** From when it does not sign any more; open while it is the newest. */
  readonly endsAt?: Date;
};

/** The partner has as many endpoints as one may have. */
export type TooManyEndpoints = { readonly type: 'TooManyEndpoints'; readonly limit: number };
/** Not an address to which events may be sent: see `why`. */
export type WebhookUrlUnfit = { readonly type: 'WebhookUrlUnfit'; readonly why: UrlFault };
export type UrlFault =
  | 'malformed'
  | 'not-https'
  | 'has-credentials'
  | 'has-fragment'
  | 'not-public'
  | 'too-long';
/** No hospital, or one whose events no live key of the partner may read; or a type that no event has. */
export type WebhookScopeUnfit = {
  readonly type: 'WebhookScopeUnfit';
  readonly part: 'hospitals' | 'eventTypes';
  readonly given?: string;
};
/** The endpoint is in a state in which this is not done. */
export type EndpointNotSo = { readonly type: 'EndpointNotSo'; readonly state: EndpointState };

/** Where the command takes the endpoint, with one version more. */
export const endpointAfter = (
  endpoint: WebhookEndpoint,
  on: EndpointCommand,
  { at, why = 'by-hand' }: { readonly at: Date; readonly why?: DisabledCause },
): Result<WebhookEndpoint, EndpointNotSo> => {
  const { state, disabled: _, failingSince: __, ...rest } = endpoint;
  const to = endpointMoves.find((move) => move.from === state && move.on === on)?.to;
  if (to === undefined) return err({ type: 'EndpointNotSo', state });
  const changed = { ...rest, state: to, version: endpoint.version + 1 };
  return ok(to === 'disabled' ? { ...changed, disabled: { why, at } } : changed);
};

/** Why an endpoint is disabled by what came of an attempt, if it is (JB8). */
export const disabledBy = (
  outcome: SendOutcome,
  failingSince: Date | undefined,
  now: Date,
): DisabledCause | undefined => {
  if (isAccepted(outcome)) return undefined;
  if (isGone(outcome)) return 'gone';
  const isLong =
    failingSince !== undefined &&
    now.getTime() - failingSince.getTime() >= webhookPolicy.failingDays * DAY_MS;
  return isLong ? 'failing' : undefined;
};

/** The secrets that sign at `now`, the newest first. */
export const signingSecrets = (secrets: readonly WebhookSecret[], now: Date): readonly WebhookSecret[] =>
  secrets
    .filter(({ endsAt }) => endsAt === undefined || endsAt > now)
    .toSorted((left, right) => right.createdAt.getTime() - left.createdAt.getTime())
    .slice(0, webhookPolicy.mostSecrets);

/** When the secret ends that is the newest until now. */
export const rotationEnd = (now: Date): Date =>
  new Date(now.getTime() + webhookPolicy.rotationHours * HOUR_MS);

/** Whether a partner may have one more endpoint beside these. */
export const checkRoomForEndpoint = (
  endpoints: readonly WebhookEndpoint[],
): Result<void, TooManyEndpoints> => {
  const limit = webhookPolicy.mostEndpoints;
  const held = endpoints.filter(({ state }) => state !== 'removed').length;
  return held < limit ? done : err({ type: 'TooManyEndpoints', limit });
};
