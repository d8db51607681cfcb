import { makeCreateKey } from './create-key.js';
import type { PartnerDeps } from './deps.js';
import { makeFollowedHospitals } from './followed-hospitals.js';
import { makeListPartners } from './list-partners.js';
import { makeListSettlements } from './list-settlements.js';
import { makeReadCredit } from './read-credit.js';
import { makeReadUsage } from './read-usage.js';
import { makeRecordSettlement } from './record-settlement.js';
import { makeRegisterPartner } from './register-partner.js';
import { makeReverseSettlement } from './reverse-settlement.js';
import { makeRevokeKey } from './revoke-key.js';
import { makeSetCreditLimit } from './set-credit-limit.js';
import { makeShowKey } from './show-key.js';

/** Everything that can be done about partners and their keys, on the given adapters. */
export const makePartners = (deps: PartnerDeps) => ({
  registerPartner: makeRegisterPartner(deps),
  createKey: makeCreateKey(deps),
  revokeKey: makeRevokeKey(deps),
  listPartners: makeListPartners(deps),
  readUsage: makeReadUsage(deps),
  readCredit: makeReadCredit(deps),
  setCreditLimit: makeSetCreditLimit(deps),
  listSettlements: makeListSettlements(deps),
  recordSettlement: makeRecordSettlement(deps),
  reverseSettlement: makeReverseSettlement(deps),
  followedHospitals: makeFollowedHospitals(deps),
  showKey: makeShowKey(deps),
});

export type Partners = ReturnType<typeof makePartners>;
