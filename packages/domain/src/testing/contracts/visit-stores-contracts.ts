import { auditContract } from './audit-contract.js';
import { catalogueContract, patientStoreContract } from './catalogue-contract.js';
import { escortPoolContract } from './escort-pool-contract.js';
import type { OpenVisitStores } from './fixture.js';
import { holdStoreContract } from './hold-store-contract.js';
import { idempotencyStoreContract } from './idempotency-store-contract.js';
import { ledgerContract } from './ledger-contract.js';
import { offerStoreContract } from './offer-store-contract.js';
import {
  cancellationQuoteStoreContract,
  reviewStoreContract,
  serviceLogContract,
  timelineContract,
} from './order-records-contract.js';
import { orderRepositoryContract } from './order-repository-contract.js';
import { inboxContract, outboxContract } from './outbox-contract.js';
import { paymentStoreContract } from './payment-store-contract.js';
import { priceListsContract } from './price-lists-contract.js';
import { prunerContract } from './pruner-contract.js';
import { quoteStoreContract } from './quote-store-contract.js';
import { refundStoreContract } from './refund-store-contract.js';
import { strandedOrdersContract } from './stranded-orders-contract.js';
import { timerStoreContract } from './timer-store-contract.js';
import { unitOfWorkContract } from './unit-of-work-contract.js';
import { visitPoliciesContract } from './visit-policies-contract.js';

/** Every suite about what a visit stores: an adapter that passes them all can stand behind the use cases. */
export const visitStoresContracts = (adapterName: string, open: OpenVisitStores): void => {
  const suites = [
    unitOfWorkContract,
    orderRepositoryContract,
    holdStoreContract,
    timerStoreContract,
    strandedOrdersContract,
    timelineContract,
    cancellationQuoteStoreContract,
    serviceLogContract,
    reviewStoreContract,
    visitPoliciesContract,
    catalogueContract,
    priceListsContract,
    quoteStoreContract,
    patientStoreContract,
    offerStoreContract,
    escortPoolContract,
    paymentStoreContract,
    refundStoreContract,
    ledgerContract,
    auditContract,
    outboxContract,
    inboxContract,
    idempotencyStoreContract,
    prunerContract,
  ];
  for (const suite of suites) suite(adapterName, open);
};
