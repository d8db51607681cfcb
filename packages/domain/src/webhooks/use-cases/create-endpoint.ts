import { byPerson, recordDone, recordRefusal } from '../../accounts/index.js';
import { FOLLOWING, hospitalsFollowed, type Partner, type PartnerKey } from '../../partners/index.js';
import type { Denied } from '../../policy/index.js';
import type { Caller } from '../../shared/actor.js';
import { type HospitalId, idFrom, type PartnerId, type WebhookEndpointId } from '../../shared/ids.js';
import { done, err, ok, type Result } from '../../shared/result.js';
import { type NotOnce, onceAnswered } from '../../visits/index.js';
import {
  checkRoomForEndpoint,
  type TooManyEndpoints,
  type WebhookEndpoint,
  type WebhookScopeUnfit,
  type WebhookUrlUnfit,
  webhookPolicy,
} from '../endpoint.js';
import type { WebhookStores } from '../stores.js';
import type { WebhookDeps } from './deps.js';
import { webhookEventTypes } from './event-types.js';
import type { WebhookOrigin } from './in-endpoint.js';
import { permitWebhooks } from './permit.js';

export type CreateEndpoint = {
  readonly partnerId: PartnerId;
  readonly url: string;
  readonly hospitalIds: readonly HospitalId[];
  /** Of all types where there are none. */
  readonly eventTypes: readonly string[];
  readonly idempotencyKey?: string;
};

/** `secret` is told this once; a repeated request is answered without it. */
export type CreatedEndpoint = {
  readonly endpointId: WebhookEndpointId;
  readonly version: number;
  readonly secret?: string;
};

type Unfit = TooManyEndpoints | WebhookUrlUnfit | WebhookScopeUnfit;
type Refused = Denied | Unfit | NotOnce;

/** Staff let a partner be told of what some key of it may follow; a key, of what it may follow itself. */
const readableBy = (keys: readonly PartnerKey[], actor: Caller, now: Date): readonly HospitalId[] => {
  const followed = hospitalsFollowed(keys, now);
  if (actor.kind === 'person') return followed;
  return actor.operations.includes(FOLLOWING) ? followed.filter((id) => actor.hospitalIds.includes(id)) : [];
};

const checkScope = (
  { hospitalIds, eventTypes }: Pick<WebhookEndpoint, 'hospitalIds' | 'eventTypes'>,
  readable: readonly HospitalId[],
): Result<void, WebhookScopeUnfit> => {
  if (hospitalIds.length === 0) return err({ type: 'WebhookScopeUnfit', part: 'hospitals' });
  const foreign = hospitalIds.find((id) => !readable.includes(id));
  if (foreign !== undefined) return err({ type: 'WebhookScopeUnfit', part: 'hospitals', given: foreign });
  const unknown = eventTypes.find((type) => !webhookEventTypes.includes(type));
  if (unknown === undefined) return done;
  return err({
    type: 'WebhookScopeUnfit',
    part: 'eventTypes',
    given: unknown.slice(0, webhookPolicy.mostEventTypes),
  });
};

/** The endpoint as it is to be, of a partner that is held until the transaction ends. */
const newEndpoint = async (
  { endpoints, partnerKeys }: WebhookStores,
  { ids, sender, clock, machineClock }: WebhookDeps,
  actor: Caller,
  partner: Partner,
  command: CreateEndpoint,
): Promise<Result<WebhookEndpoint, Unfit>> => {
  const url = sender.judge(command.url);
  if (!url.ok) return err({ type: 'WebhookUrlUnfit', why: url.error });
  const hospitalIds = [...new Set(command.hospitalIds)];
  const eventTypes = [...new Set(command.eventTypes)].toSorted();
  const readable = readableBy(await partnerKeys.ofPartner(partner.id), actor, machineClock.now());
  const fit = checkScope({ hospitalIds, eventTypes }, readable);
  if (!fit.ok) return fit;
  const room = checkRoomForEndpoint(await endpoints.ofPartner(partner.id));
  if (!room.ok) return room;
  return ok({
    id: idFrom<WebhookEndpointId>(ids.next()),
    tenantId: partner.tenantId,
    partnerId: partner.id,
    accountId: partner.accountId,
    url: url.value,
    hospitalIds,
    eventTypes,
    state: 'active',
    createdAt: clock.now(),
    createdBy: actor.accountId,
    version: 1,
  });
};

/** Makes an endpoint that is told, from now on, of hospitals whose events a live key of the partner may read, and of no others (AZ8). */
export const makeCreateEndpoint =
  (deps: WebhookDeps) =>
  (
    actor: Caller,
    origin: WebhookOrigin,
    command: CreateEndpoint,
  ): Promise<Result<CreatedEndpoint, Refused>> => {
    const operation = 'webhook-endpoint.create';
    const { partnerId, hospitalIds } = command;
    const audited = byPerson(operation, actor, origin, { kind: 'partner', id: partnerId });
    const { run } = actor.kind === 'partner' ? deps.platformUnitOfWork : deps.unitOfWork;
    return recordRefusal<Result<CreatedEndpoint, Refused>>(deps, audited, async () => {
      let secret: string | undefined;
      const created = await run<CreatedEndpoint, Refused>(async (stores) => {
        secret = undefined;
        const now = deps.clock.now();
        const partner = await stores.partners.lock(partnerId);
        if (!partner) return err({ type: 'NotFound' });
        const ofKey =
          actor.kind === 'partner' ? hospitalIds.filter((id) => actor.hospitalIds.includes(id)) : hospitalIds;
        const by = permitWebhooks(operation, actor, {
          tenantId: partner.tenantId,
          partnerId,
          hospitalIds: ofKey,
        });
        if (!by.ok) return by;
        // Before the key of the request is looked up: another key of this partner may not be told of these (AZ8).
        const foreign = hospitalIds.find((id) => !ofKey.includes(id));
        if (foreign !== undefined)
          return err({ type: 'WebhookScopeUnfit', part: 'hospitals', given: foreign });
        return onceAnswered<CreatedEndpoint, Unfit>(
          stores,
          { actor, operation, request: command, now },
          async () => {
            const endpoint = await newEndpoint(stores, deps, actor, partner, command);
            if (!endpoint.ok) return endpoint;
            const { id: endpointId, version } = endpoint.value;
            secret = deps.signer.secret();
            await stores.endpoints.insert(endpoint.value);
            await stores.webhookSecrets.add(endpointId, { text: secret, createdAt: deps.machineClock.now() });
            const facts = {
              endpointId,
              hospitals: endpoint.value.hospitalIds,
              types: endpoint.value.eventTypes,
            };
            await recordDone(stores, { ...audited, actor: by.value }, now, facts);
            return ok({ endpointId, version });
          },
        );
      });
      return created.ok && secret !== undefined ? ok({ ...created.value, secret }) : created;
    });
  };
