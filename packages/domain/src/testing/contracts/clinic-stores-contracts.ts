import { appointmentHistoryContract } from './appointment-history-contract.js';
import { appointmentStoreContract } from './appointment-store-contract.js';
import { clinicDirectoryContract } from './clinic-directory-contract.js';
import type { OpenClinicStores } from './clinic-fixture.js';
import { clinicPoliciesContract } from './clinic-policies-contract.js';
import { clinicSessionStoreContract } from './clinic-session-store-contract.js';
import { holdCrowdContract } from './hold-crowd-contract.js';
import { holdDeskContract } from './hold-desk-contract.js';
import { seatConservationContract } from './seat-conservation-contract.js';
import { seatDeskContract } from './seat-desk-contract.js';
import { seatMoveContract } from './seat-move-contract.js';
import { seatOverlapContract } from './seat-overlap-contract.js';
import { seatReturnsContract } from './seat-returns-contract.js';
import { seatSeekersContract } from './seat-seekers-contract.js';
import { holidayRulesContract, sessionBookContract } from './session-book-contract.js';
import { exceptionStoreContract, templateStoreContract } from './template-store-contract.js';
import { waitlistSeatsContract } from './waitlist-seats-contract.js';
import { waitlistStoreContract } from './waitlist-store-contract.js';

/** Every suite about clinic sessions and their seats: an adapter that passes them all can stand behind the use cases. */
export const clinicStoresContracts = (adapterName: string, open: OpenClinicStores): void => {
  const suites = [
    clinicDirectoryContract,
    templateStoreContract,
    exceptionStoreContract,
    holidayRulesContract,
    sessionBookContract,
    clinicPoliciesContract,
    clinicSessionStoreContract,
    seatDeskContract,
    holdDeskContract,
    holdCrowdContract,
    seatMoveContract,
    seatOverlapContract,
    seatReturnsContract,
    seatConservationContract,
    appointmentStoreContract,
    appointmentHistoryContract,
    seatSeekersContract,
    waitlistStoreContract,
    waitlistSeatsContract,
  ];
  for (const suite of suites) suite(adapterName, open);
};
