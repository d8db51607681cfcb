import type { WebhookDeliveryDto, WebhookEndpointDto } from '@banzhen/contracts';
import {
  actsIn,
  type ListedDelivery,
  type WebhookAttempt,
  type WebhookEndpoint,
} from '@banzhen/domain/webhooks';

const attemptAnswer = ({ no, at, tookMs, outcome }: WebhookAttempt): WebhookDeliveryDto['tried'][number] => {
  const tried = { no, at: at.toISOString(), tookMs };
  if (outcome.kind === 'failed') return { ...tried, failure: outcome.why };
  const { status, retryAfterSeconds } = outcome;
  return { ...tried, status, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) };
};

export const endpointAnswer = (endpoint: WebhookEndpoint): WebhookEndpointDto => {
  const { id, url, hospitalIds, eventTypes, state, disabled, failingSince, createdAt, version } = endpoint;
  return {
    endpointId: id,
    url,
    hospitalIds,
    eventTypes,
    state,
    ...(disabled ? { disabled: { why: disabled.why, at: disabled.at.toISOString() } } : {}),
    ...(failingSince ? { failingSince: failingSince.toISOString() } : {}),
    createdAt: createdAt.toISOString(),
    version,
    acts: actsIn(state),
  };
};

export const deliveryAnswer = (delivery: ListedDelivery): WebhookDeliveryDto => {
  const { id, event, state, attempts, dueAt, createdAt, finishedAt, body, tried } = delivery;
  return {
    deliveryId: id,
    eventId: event.id,
    type: event.type,
    state,
    attempts,
    dueAt: dueAt.toISOString(),
    createdAt: createdAt.toISOString(),
    ...(finishedAt ? { finishedAt: finishedAt.toISOString() } : {}),
    body,
    tried: tried.map(attemptAnswer),
  };
};
