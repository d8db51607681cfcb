import type {
  ApplicantBarred,
  CertificationBarred,
  CertificationInForce,
  CertificationUnderReview,
  CityUnknown,
  CodeOfConductOutdated,
  DocumentsExpired,
  DocumentsIncomplete,
  DocumentUnfit,
  IdentityElsewhere,
  MeasureUnfit,
  NotUnderReview,
  OwnCertification,
  PapersNotSeen,
  PractisingSinceUnfit,
  RealNameUnfit,
  ReviewWordsNeeded,
  SecondAdminNeeded,
  SecondOfficerNeeded,
  SuspensionTermNeeded,
  TooManySubmissions,
} from '../certification/index.js';
import type { FileQuotaReached, FileUnfit } from '../files/index.js';

/** A file took longer to come than is waited for. */
export type UploadTooSlow = { readonly type: 'UploadTooSlow'; readonly limitSeconds: number };
/** Files come as `multipart/form-data`. */
export type NotMultipart = { readonly type: 'NotMultipart' };

/** Refusals of files that people send, and of what is done about credentials of escorts. */
export type CertificationRefusal =
  | ApplicantBarred
  | CertificationBarred
  | CertificationInForce
  | CertificationUnderReview
  | CityUnknown
  | CodeOfConductOutdated
  | DocumentsExpired
  | DocumentsIncomplete
  | DocumentUnfit
  | PractisingSinceUnfit
  | RealNameUnfit
  | FileQuotaReached
  | FileUnfit
  | IdentityElsewhere
  | MeasureUnfit
  | NotMultipart
  | NotUnderReview
  | PapersNotSeen
  | OwnCertification
  | ReviewWordsNeeded
  | SecondAdminNeeded
  | SecondOfficerNeeded
  | SuspensionTermNeeded
  | TooManySubmissions
  | UploadTooSlow;
