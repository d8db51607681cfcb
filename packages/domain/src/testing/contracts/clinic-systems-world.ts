import type { ClinicSystem } from '../../clinic-systems/index.js';
import type { Partner } from '../../partners/index.js';
import {
  type AccountId,
  type ClinicSystemId,
  type HospitalId,
  idFrom,
  type PartnerId,
  type TenantId,
} from '../../shared/ids.js';
import type { ClinicSystemsFixture } from './clinic-systems-fixture.js';
import { freshId } from './fresh.js';
import { inOne } from './opened-once.js';

/** Before any appointment of the cases was made. */
const madeAt = new Date('2030-01-07T02:00:00Z');

/** A clinic that is a partner, stored. */
export const aSystemsPartner = async (
  { partnerUnitOfWork }: ClinicSystemsFixture,
  tenantId = idFrom<TenantId>(freshId()),
): Promise<Partner> => {
  const partner: Partner = {
    id: idFrom<PartnerId>(freshId()),
    tenantId,
    accountId: idFrom<AccountId>(freshId()),
    kind: 'clinic',
    name: '晨光门诊',
    createdAt: madeAt,
  };
  await inOne(partnerUnitOfWork, ({ partners }) => partners.insert(partner));
  return partner;
};

/** Its system in a hospital, paused unless told otherwise, not stored. */
export const aClinicSystem = (
  { id: partnerId, accountId, tenantId }: Partner,
  hospitalId: HospitalId,
  given: Partial<ClinicSystem> = {},
): ClinicSystem => ({
  ...{ id: idFrom<ClinicSystemId>(freshId()), tenantId, hospitalId, partnerId, accountId },
  ...{
    url: 'https://his.clinic.example/api/',
    state: 'paused',
    createdAt: madeAt,
    createdBy: accountId,
    version: 1,
  },
  ...given,
});
