import {
  approveCertificationInput,
  certificationRef,
  liftSuspensionInput,
  rejectCertificationInput,
  requestInfoInput,
  revealDocumentInput,
  revokeCertificationInput,
  standingCertificationsInput,
  submitCertificationInput,
  suspendCertificationInput,
} from '@banzhen/contracts';
import {
  certificationQueue,
  certificationSeen,
  ownCertification,
  revealedDocument,
  reviewedCertification,
  standingCertifications,
  submittedCertification,
} from '@banzhen/contracts/certification-answers';
import type { AskedFor } from '@banzhen/domain/accounts';
import { endOfDay } from '@banzhen/domain/certification';
import { type CertificationId, idFrom } from '@banzhen/domain/shared/ids';
import { certificationAnswer, ownAnswer, rowAnswer, submittedAnswer } from '../certification-answers.js';
import { keyed } from '../commands.js';
import { procedureFor, router, unwrap } from '../trpc.js';

const of = ({ certificationId }: { readonly certificationId: string }) => ({
  certificationId: idFrom<CertificationId>(certificationId),
});

/** The submission that a request names; the form is that of its input, which is looked at later. */
const askedFor = (given: unknown): AskedFor => {
  const { data } = certificationRef.loose().safeParse(given);
  return data && { kind: 'certification', id: idFrom<CertificationId>(data.certificationId) };
};

type Said = { readonly number?: string | undefined; readonly validUntil?: string | undefined };

/** Only what was said; an empty number is none. */
const said = ({ number, validUntil }: Said) => ({
  ...(number ? { number } : {}),
  ...(validUntil ? { validUntil } : {}),
});

/** Credentials of escorts: submitted by themselves, reviewed by the quality staff (B8, B26–B28, B49). */
export const certificationRouter = router({
  submit: procedureFor('certification.submit')
    .input(submitCertificationInput)
    .output(submittedCertification)
    .mutation(async ({ ctx, input: { documents, idempotencyKey, practisingSince, ...input } }) => {
      const papers = documents.map(({ kind, content, ...more }) => ({
        ...{ kind, ...said(more) },
        content: Buffer.from(content, 'base64'),
      }));
      const practice = practisingSince === undefined ? {} : { practisingSince };
      const command = { ...input, ...practice, papers, ...keyed({ idempotencyKey }) };
      const { certificationId, submittedAt } = unwrap(
        await ctx.platform.certifications.submit(ctx.actor, ctx.origin, command),
      );
      return submittedAnswer(certificationId, submittedAt);
    }),
  own: procedureFor('certification.read-own')
    .output(ownCertification)
    .query(async ({ ctx }) => {
      return ownAnswer(unwrap(await ctx.platform.certifications.readOwn(ctx.actor)));
    }),
  waiting: procedureFor('certification.list')
    .output(certificationQueue)
    .query(async ({ ctx }) => {
      const { at, certifications } = unwrap(await ctx.platform.certifications.list(ctx.actor));
      return { waiting: certifications.map((one) => rowAnswer(one, at)) };
    }),
  standing: procedureFor('certification.list')
    .input(standingCertificationsInput)
    .output(standingCertifications)
    .query(async ({ ctx, input: { standing, after } }) => {
      const asked = { standing, ...(after ? { after: idFrom<CertificationId>(after) } : {}) };
      const { at, certifications, nextAfter } = unwrap(
        await ctx.platform.certifications.listStanding(ctx.actor, asked),
      );
      const rows = certifications.map((one) => rowAnswer(one, at));
      return { certifications: rows, ...(nextAfter ? { nextAfter } : {}) };
    }),
  read: procedureFor('certification.read')
    .input(certificationRef)
    .output(certificationSeen)
    .query(async ({ ctx, input }) => {
      const seen = unwrap(await ctx.platform.certifications.read(ctx.actor, of(input)));
      return certificationAnswer(seen, ctx.actor.accountId);
    }),
  reveal: procedureFor('certification.reveal', askedFor)
    .input(revealDocumentInput)
    .output(revealedDocument)
    .mutation(async ({ ctx, input }) => {
      const { document, reason } = input;
      const { content, ...shown } = unwrap(
        await ctx.platform.certifications.reveal(ctx.actor, ctx.origin, { ...of(input), document, reason }),
      );
      return { ...shown, content: Buffer.from(content).toString('base64') };
    }),
  requestInfo: procedureFor('certification.request-info', askedFor)
    .input(requestInfoInput)
    .output(reviewedCertification)
    .mutation(async ({ ctx, input }) => {
      const remarks = Object.fromEntries(Object.entries(input.remarks).filter(([, remark]) => remark !== ''));
      return unwrap(
        await ctx.platform.certifications.requestInfo(ctx.actor, ctx.origin, { ...of(input), remarks }),
      );
    }),
  reject: procedureFor('certification.reject', askedFor)
    .input(rejectCertificationInput)
    .output(reviewedCertification)
    .mutation(async ({ ctx, input }) => {
      const command = { ...of(input), reason: input.reason };
      return unwrap(await ctx.platform.certifications.reject(ctx.actor, ctx.origin, command));
    }),
  approve: procedureFor('certification.approve', askedFor)
    .input(approveCertificationInput)
    .output(reviewedCertification)
    .mutation(async ({ ctx, input }) => {
      const { registryCheck, backgroundCheck } = input;
      const command = { ...of(input), registryCheck, backgroundCheck };
      return unwrap(await ctx.platform.certifications.approve(ctx.actor, ctx.origin, command));
    }),
  suspend: procedureFor('certification.suspend', askedFor)
    .input(suspendCertificationInput)
    .output(reviewedCertification)
    .mutation(async ({ ctx, input }) => {
      const { reason, until, condition } = input;
      const term = { ...(until ? { until: endOfDay(until) } : {}), ...(condition ? { condition } : {}) };
      const command = { ...of(input), reason, ...term };
      return unwrap(await ctx.platform.certifications.suspend(ctx.actor, ctx.origin, command));
    }),
  lift: procedureFor('certification.lift', askedFor)
    .input(liftSuspensionInput)
    .output(reviewedCertification)
    .mutation(async ({ ctx, input }) => {
      const command = { ...of(input), training: input.training };
      return unwrap(await ctx.platform.certifications.lift(ctx.actor, ctx.origin, command));
    }),
  revoke: procedureFor('certification.revoke', askedFor)
    .input(revokeCertificationInput)
    .output(reviewedCertification)
    .mutation(async ({ ctx, input }) => {
      const { cause, reason } = input;
      const command = { ...of(input), cause, reason };
      return unwrap(await ctx.platform.certifications.revoke(ctx.actor, ctx.origin, command));
    }),
});
