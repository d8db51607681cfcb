import { makeAgeCertification } from './age-certification.js';
import type { CertificationDeps } from './deps.js';
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
import { makeSubmitCertification } from './submit-certification.js';

/** Everything that can be done about credentials of escorts, on the given adapters. */
export const makeCertifications = (deps: CertificationDeps) => ({
  submit: makeSubmitCertification(deps),
  readOwn: makeReadOwnCertification(deps),
  listOwn: makeListOwnCertifications(deps),
  list: makeListCertifications(deps),
  read: makeReadCertification(deps),
  reveal: makeRevealDocument(deps),
  requestInfo: makeRequestInfo(deps),
  reject: makeRejectCertification(deps),
  approve: makeApproveCertification(deps),
  age: makeAgeCertification(deps),
});

export type Certifications = ReturnType<typeof makeCertifications>;
