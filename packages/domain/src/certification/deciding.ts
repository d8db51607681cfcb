import type { AccountId } from '../shared/ids.js';
import type { Certification, CertificationStatus } from './certification.js';
import { certificationPolicy } from './certification-policy.js';

/** Whoever decides, and when. */
export type Officer = { readonly by: AccountId; readonly now: Date };

/** Whether somebody wrote enough to be read as a reason. */
export const isSaid = (text: string): boolean =>
  [...text.trim()].length >= certificationPolicy.shortestReason;

/** The submission in its next version. */
export const next = (
  certification: Certification,
  status: CertificationStatus,
  more: Partial<Pick<Certification, 'decision' | 'firstApproval' | 'validUntil'>> = {},
): Certification => ({ ...certification, ...more, status, version: certification.version + 1 });
