import { makeAgeCertification } from './age-certification.js';
import type { CertificationDeps } from './deps.js';
import { makeLiftSuspension } from './lift-suspension.js';
import { makeListStanding } from './list-standing.js';
import {
  makeListCertifications,
  makeListOwnCertifications,
  makeReadCertification,
  makeReadOwnCertification,
} from './read-certifications.js';
import { makeRevealDocument } from './reveal-document.js';
import {
  makeApproveCertification,
  makeRejectCertification,
  makeRequestInfo,
} from './review-certification.js';
import { makeRevokeCertification } from './revoke-certification.js';
import { makeSubmitCertification } from './submit-certification.js';
import { makeSuspendByRule } from './suspend-by-rule.js';
import { makeSuspendCertification } from './suspend-certification.js';

/** Everything that can be done about credentials of escorts, on the given adapters. */
export const makeCertifications = (deps: CertificationDeps) => ({
  submit: makeSubmitCertification(deps),
  readOwn: makeReadOwnCertification(deps),
  listOwn: makeListOwnCertifications(deps),
  list: makeListCertifications(deps),
  listStanding: makeListStanding(deps),
  read: makeReadCertification(deps),
  reveal: makeRevealDocument(deps),
  requestInfo: makeRequestInfo(deps),
  reject: makeRejectCertification(deps),
  approve: makeApproveCertification(deps),
  suspend: makeSuspendCertification(deps),
  lift: makeLiftSuspension(deps),
  revoke: makeRevokeCertification(deps),
  age: makeAgeCertification(deps),
  suspendByRule: makeSuspendByRule(deps),
});

export type Certifications = ReturnType<typeof makeCertifications>;
