import {
  authorize,
  type NotAllowed,
  type NotFound,
  type OperationId,
  partnerRelations,
  standingRelations,
} from '../policy/index.js';
import type { TenantHospital } from '../schedules/index.js';
import type { Actor, ActorRef } from '../shared/actor.js';
import type { ZoneId } from '../shared/calendar.js';
import { err, ok, type Result } from '../shared/result.js';
import type { ClinicStores } from './stores.js';

/** A hospital at which somebody may do what they ask, in the capacity of `by`. */
export type AtHospital = TenantHospital & {
  readonly by: ActorRef;
  readonly cityCode: string;
  /** Of the hospital's clocks. */
  readonly zone: ZoneId;
};

/**
 * Whether the actor may do the operation with what a tenant runs in a hospital: staff of the hospital's city or of all cities
 * (A9), and nobody of another tenant (A29). What they may not know of is not there.
 */
export const permitAtHospital = async (
  { catalogue }: Pick<ClinicStores, 'catalogue'>,
  operation: OperationId,
  actor: Actor,
  { tenantId, hospitalId }: TenantHospital,
): Promise<Result<AtHospital, NotFound | NotAllowed>> => {
  const hospital = await catalogue.hospital(hospitalId);
  const isStranger = 'tenantId' in actor && actor.tenantId !== tenantId;
  if (!hospital || isStranger) return err({ type: 'NotFound' });
  const { cityCode } = hospital;
  const relations =
    actor.kind === 'partner'
      ? partnerRelations(actor, { tenantId, hospitalId })
      : standingRelations(actor, cityCode);
  const by = authorize(operation, actor, new Set(relations));
  if (!by.ok) return by;
  const city = await catalogue.city(cityCode);
  if (!city) throw new Error(`hospital ${hospitalId} is in no city`);
  return ok({ tenantId, hospitalId, cityCode, zone: city.zone, by: by.value });
};
