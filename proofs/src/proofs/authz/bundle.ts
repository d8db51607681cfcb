import type { BundleCommon } from '@banzhen/domain/bundles';
import { type BundleId, idFrom } from '@banzhen/domain/shared/ids';
import { ok } from '@banzhen/domain/shared/result';
import { type OpenDatabase, postgresBundleUnitOfWork, uuidv7 } from '@banzhen/postgres';
import { sealer } from '../../keys.js';

type Whose = Pick<BundleCommon, 'tenantId' | 'bookedBy' | 'patientId' | 'orderId'> & {
  readonly appointmentId: BundleCommon['seat']['appointmentId'];
};

/** A visit bundle of a booked seat and an order. */
export async function addBundle(
  { db, news }: OpenDatabase,
  { appointmentId, ...whose }: Whose,
): Promise<{ readonly bundleId: BundleId }> {
  const bundleId = idFrom<BundleId>(uuidv7());
  const now = new Date();
  const seat = { appointmentId, sequence: 0, startsAt: now };
  await postgresBundleUnitOfWork(db, { news, sealer }).run<void, never>(async ({ bundles }) => {
    await bundles.insert({ ...whose, id: bundleId, seat, createdAt: now, version: 1, status: 'BOUND' });
    return ok(undefined);
  });
  return { bundleId };
}
