import type { CertificationCopyDto, CertificationRowDto } from '@banzhen/contracts';
import {
  type Certification,
  type CertificationStatus,
  codeOfConduct,
  type KeptCertification,
  type Measure,
  type OwnStanding,
  reviewDueAt,
  type SeenCertification,
} from '@banzhen/domain/certification';
import { maskIdNumber, maskName } from '@banzhen/domain/privacy';
import type { AccountId } from '@banzhen/domain/shared/ids';

/** Where credentials stand, for people. */
const statusTexts: Readonly<
  Record<CertificationStatus | 'DRAFT', { readonly zh: string; readonly en: string }>
> = {
  DRAFT: { zh: '未提交', en: 'Not submitted' },
  SUBMITTED: { zh: '审核中', en: 'Under review' },
  NEEDS_INFO: { zh: '需补充材料', en: 'More is needed' },
  REJECTED: { zh: '未通过', en: 'Not approved' },
  APPROVED: { zh: '已通过', en: 'Approved' },
  EXPIRING: { zh: '即将到期', en: 'Running out' },
  EXPIRED: { zh: '已过期', en: 'Expired' },
  SUSPENDED: { zh: '已暂停', en: 'Suspended' },
  REVOKED: { zh: '已撤销', en: 'Revoked' },
  CLOSED: { zh: '已更替', en: 'Replaced' },
};

export const submittedAnswer = (certificationId: string, submittedAt: string) => ({
  ...{ certificationId, status: 'SUBMITTED' as const, statusText: statusTexts.SUBMITTED, submittedAt },
  reviewDueAt: reviewDueAt(new Date(submittedAt)).toISOString(),
  faceCheck: 'by-officer' as const,
});

const told = ({ decision }: Certification) => ({
  ...(decision?.reason ? { reason: decision.reason } : {}),
  ...(decision?.remarks ? { remarks: decision.remarks } : {}),
});

const measureAnswer = ({ act, at, reason, by }: Measure) => ({
  ...{ kind: act.kind, at: at.toISOString(), reason, isByRule: by === undefined },
  ...('until' in act && act.until ? { until: act.until.toISOString() } : {}),
  ...('condition' in act && act.condition ? { condition: act.condition } : {}),
  ...('cause' in act ? { cause: act.cause } : {}),
});

export const ownAnswer = ({ newest, isBarred, measure }: OwnStanding) => ({
  status: newest?.status ?? ('DRAFT' as const),
  statusText: statusTexts[newest?.status ?? 'DRAFT'],
  ...(newest
    ? {
        certificationId: newest.id,
        submittedAt: newest.submittedAt.toISOString(),
        ...(newest.status === 'SUBMITTED'
          ? { reviewDueAt: reviewDueAt(newest.submittedAt).toISOString() }
          : {}),
        ...(newest.decision ? { decidedAt: newest.decision.at.toISOString() } : {}),
        ...told(newest),
        ...(newest.validUntil ? { validUntil: newest.validUntil.toISOString() } : {}),
      }
    : {}),
  isBarred,
  ...(measure ? { measure: measureAnswer(measure) } : {}),
  codeOfConduct,
});

const practice = ({ practisingSince }: Certification) =>
  practisingSince === undefined ? {} : { practisingSince };

export const rowAnswer = (certification: Certification, now: Date): CertificationRowDto => {
  const { id, cityCode, class: held, status, realName, submittedAt, firstApproval } = certification;
  const dueAt = reviewDueAt(submittedAt);
  return {
    ...{ certificationId: id, cityCode, class: held, status, maskedName: maskName(realName) },
    ...{ submittedAt: submittedAt.toISOString(), reviewDueAt: dueAt.toISOString() },
    isLate: status === 'SUBMITTED' && dueAt <= now,
    needsSecond: status === 'SUBMITTED' && firstApproval !== undefined,
  };
};

/** A submission as `reader` sees it. */
export const certificationAnswer = (
  { certification, at, measures, proposal, elsewhere }: SeenCertification,
  reader: AccountId,
) => ({
  ...rowAnswer(certification, at),
  ...practice(certification),
  documents: certification.documents.map(({ kind, number, validUntil }) => ({
    kind,
    ...(number ? { maskedNumber: maskIdNumber(number) } : {}),
    ...(validUntil ? { validUntil } : {}),
  })),
  ...told(certification),
  ...(certification.validUntil ? { validUntil: certification.validUntil.toISOString() } : {}),
  measures: measures.map(measureAnswer),
  ...(proposal
    ? {
        proposal: {
          ...{ cause: proposal.act.cause, reason: proposal.reason, at: proposal.at.toISOString() },
          isOwn: proposal.by === reader,
        },
      }
    : {}),
  elsewhere: [...elsewhere],
});

/** All of a submission but its pictures, for whose it is. */
export const certificationCopyAnswer = ({
  certification,
  measures,
}: KeptCertification): CertificationCopyDto => {
  const { id, cityCode, class: held, status, realName, decision, validUntil } = certification;
  return {
    ...{ certificationId: id, cityCode, class: held, status, realName },
    ...practice(certification),
    submittedAt: certification.submittedAt.toISOString(),
    ...(decision ? { decidedAt: decision.at.toISOString() } : {}),
    ...told(certification),
    ...(validUntil ? { validUntil: validUntil.toISOString() } : {}),
    codeOfConduct: certification.codeOfConduct,
    documents: certification.documents.map(({ fileId: _, ...document }) => document),
    measures: measures.map(measureAnswer),
  };
};
