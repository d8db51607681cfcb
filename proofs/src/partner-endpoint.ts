import {
  type AccountId,
  type HospitalId,
  idFrom,
  type PartnerId,
  type TenantId,
  type WebhookDeliveryId,
  type WebhookEndpointId,
} from '@banzhen/domain/shared/ids';
import { ok } from '@banzhen/domain/shared/result';
import { type OpenDatabase, postgresWebhookUnitOfWork, uuidv7 } from '@banzhen/postgres';
import { sealer } from './keys.js';

/** Where a partner is told of events, and something that was told there. */
export interface Hook {
  readonly endpointId: string;
  readonly deliveryId: string;
}

export interface HookOwner {
  readonly tenantId: TenantId;
  readonly partnerId: PartnerId;
  /** The partner's own. */
  readonly accountId: AccountId;
  readonly hospitalId: HospitalId;
}

export const newHook = (): Hook => ({ endpointId: uuidv7(), deliveryId: uuidv7() });

/** Makes an endpoint with a delivery that was given up; to one that is disabled nothing is sent. */
export async function addHook(
  { db }: OpenDatabase,
  { tenantId, partnerId, accountId, hospitalId }: HookOwner,
  { hook = newHook(), isActive }: { readonly hook?: Hook; readonly isActive: boolean },
): Promise<Hook> {
  const at = new Date();
  const id = idFrom<WebhookEndpointId>(hook.endpointId);
  await postgresWebhookUnitOfWork({ db, sealer }).run<void, never>(async ({ endpoints, deliveries }) => {
    await endpoints.insert({
      ...{ id, tenantId, partnerId, accountId, url: 'https://clinic.example/', hospitalIds: [hospitalId] },
      ...{ eventTypes: [], createdAt: at, createdBy: accountId, version: 1 },
      ...(isActive ? { state: 'active' } : { state: 'disabled', disabled: { why: 'by-hand', at } }),
    });
    await deliveries.insert({
      ...{ id: idFrom<WebhookDeliveryId>(hook.deliveryId), endpointId: id, state: 'failed' },
      event: {
        ...{ id: uuidv7(), type: 'AppointmentBooked', about: 'appointment', subjectId: uuidv7() },
        ...{ version: 1, at },
      },
      ...{ attempts: 0, roundFrom: 0, dueAt: at, createdAt: at, finishedAt: at },
    });
    return ok(undefined);
  });
  return hook;
}
