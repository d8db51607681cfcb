import { type AccountId, idFrom, type MeasureId } from '../../shared/ids.js';
import type { Certification } from '../certification.js';
import { certificationPolicy } from '../certification-policy.js';
import { close } from '../certification-table.js';
import type { Measured } from '../measures.js';
import type { CertificationStores } from '../ports.js';
import type { CertificationDeps } from './deps.js';

/** Nothing that the account has beside it leads back to work. */
const closeOthers = async (
  { certifications }: CertificationStores,
  { id, accountId }: Certification,
): Promise<void> => {
  for (const other of await certifications.ofAccount(accountId, certificationPolicy.mostOfAccount)) {
    const closed = close(other);
    if (other.id !== id && closed !== other) await certifications.save(closed);
  }
};

/** What dispatch and the register of identities have to know of it. */
const take: Record<
  Measured['act']['kind'],
  (stores: CertificationStores, certification: Certification) => Promise<void>
> = {
  suspended: ({ certifiedEscorts }, { accountId }) => certifiedEscorts.bar(accountId, 'SUSPENDED'),
  async lifted({ certifiedEscorts }, { accountId, status }) {
    await certifiedEscorts.lift(accountId);
    if (status === 'EXPIRED') await certifiedEscorts.expire(accountId);
  },
  'revocation-proposed': async () => undefined,
  async revoked(stores, certification) {
    await stores.certifiedEscorts.bar(certification.accountId, 'REVOKED');
    await stores.identities.bar(certification);
    await closeOthers(stores, certification);
  },
};

/** Keeps a measure with its entry, and makes dispatch read what it means. */
export const keepMeasure = async (
  { ids }: Pick<CertificationDeps, 'ids'>,
  stores: CertificationStores,
  before: Certification,
  { certification, act }: Measured,
  said: { readonly reason: string; readonly by?: AccountId; readonly at: Date },
): Promise<void> => {
  if (certification !== before) await stores.certifications.save(certification);
  const { id: certificationId, tenantId, accountId } = certification;
  await stores.measures.append({
    ...{ id: idFrom<MeasureId>(ids.next()), tenantId, certificationId, accountId, act },
    ...{ ...said, reason: said.reason.trim() },
  });
  await take[act.kind](stores, certification);
};
