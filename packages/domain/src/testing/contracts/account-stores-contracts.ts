import type { OpenAccountStores } from './account-fixture.js';
import {
  accountStoreContract,
  credentialStoreContract,
  identityLinkStoreContract,
} from './account-store-contract.js';
import {
  challengeStoreContract,
  quotaStoreContract,
  ticketStoreContract,
} from './challenge-store-contract.js';
import { sessionReaderContract, sessionStoreContract } from './session-store-contract.js';
import { signInPruningContract } from './sign-in-pruning-contract.js';
import { sanctionStoreContract, staffGrantStoreContract } from './staff-store-contract.js';

/** Every suite about what accounts store: an adapter that passes them all can stand behind the use cases. */
export const accountStoresContracts = (adapterName: string, open: OpenAccountStores): void => {
  const suites = [
    accountStoreContract,
    credentialStoreContract,
    identityLinkStoreContract,
    challengeStoreContract,
    ticketStoreContract,
    quotaStoreContract,
    sessionStoreContract,
    sessionReaderContract,
    staffGrantStoreContract,
    sanctionStoreContract,
    signInPruningContract,
  ];
  for (const suite of suites) suite(adapterName, open);
};
