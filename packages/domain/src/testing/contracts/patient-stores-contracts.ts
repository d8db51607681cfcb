import { consentStoreContract } from './consent-store-contract.js';
import { erasureContract } from './erasure-contract.js';
import type { OpenPatientStores } from './patient-fixture.js';
import {
  invitationStoreContract,
  patientRegisterContract,
  proxyStoreContract,
  revealStoreContract,
} from './patient-store-contract.js';

/** Every suite about patients, proxies, consents and erasing: an adapter that passes them all can stand behind the use cases. */
export const patientStoresContracts = (adapterName: string, open: OpenPatientStores): void => {
  const suites = [
    patientRegisterContract,
    proxyStoreContract,
    invitationStoreContract,
    revealStoreContract,
    consentStoreContract,
    erasureContract,
  ];
  for (const suite of suites) suite(adapterName, open);
};
