import type {
  CertificationBarred,
  CertificationInForce,
  CertificationUnderReview,
  CityUnknown,
  CodeOfConductOutdated,
  DocumentsExpired,
  DocumentsIncomplete,
  DocumentUnfit,
  NotUnderReview,
  OwnCertification,
  PapersNotSeen,
  RealNameUnfit,
  ReviewWordsNeeded,
  SecondOfficerNeeded,
  TooManySubmissions,
} from '../certification/index.js';
import type { FileQuotaReached, FileUnfit } from '../files/index.js';

/** A file took longer to come than is waited for. */
export type UploadTooSlow = { readonly type: 'UploadTooSlow'; readonly limitSeconds: number };
/** Files come as `multipart/form-data`. */
export type NotMultipart = { readonly type: 'NotMultipart' };

/** Refusals of files that people send, and of what is done about credentials of escorts. */
export type CertificationRefusal =
  | CertificationBarred
  | CertificationInForce
  | CertificationUnderReview
  | CityUnknown
  | CodeOfConductOutdated
  | DocumentsExpired
  | DocumentsIncomplete
  | DocumentUnfit
  | RealNameUnfit
  | FileQuotaReached
  | FileUnfit
  | NotMultipart
  | NotUnderReview
  | PapersNotSeen
  | OwnCertification
  | ReviewWordsNeeded
  | SecondOfficerNeeded
  | TooManySubmissions
  | UploadTooSlow;
