import { makeCreateKey } from './create-key.js';
import type { PartnerDeps } from './deps.js';
import { makeFollowedHospitals } from './followed-hospitals.js';
import { makeListPartners } from './list-partners.js';
import { makeReadCredit } from './read-credit.js';
import { makeReadUsage } from './read-usage.js';
import { makeRegisterPartner } from './register-partner.js';
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
  followedHospitals: makeFollowedHospitals(deps),
  showKey: makeShowKey(deps),
});

export type Partners = ReturnType<typeof makePartners>;
