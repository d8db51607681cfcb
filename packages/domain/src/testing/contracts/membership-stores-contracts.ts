import { memberStoreContract } from './member-store-contract.js';
import type { OpenMembershipStores } from './membership-fixture.js';
import { membershipPoliciesContract } from './membership-policies-contract.js';
import { pointsStoreContract } from './points-store-contract.js';
import { privilegeQuotasContract } from './privilege-quotas-contract.js';

/** Every suite about members and points: an adapter that passes them all can stand behind the use cases. */
export const membershipStoresContracts = (adapterName: string, open: OpenMembershipStores): void => {
  const suites = [
    memberStoreContract,
    membershipPoliciesContract,
    privilegeQuotasContract,
    pointsStoreContract,
  ];
  for (const suite of suites) suite(adapterName, open);
};
