import { auditPageInput } from '@banzhen/contracts';
import { auditPage, auditVerdict } from '@banzhen/contracts/audit-answers';
import { procedureFor, router, unwrap } from '../trpc.js';

/** What auditors and administrators look at. */
export const auditRouter = router({
  page: procedureFor('audit.read')
    .input(auditPageInput)
    .output(auditPage)
    .query(async ({ ctx, input }) => unwrap(await ctx.platform.reads.auditPage(ctx.actor, input))),
  verify: procedureFor('audit.verify')
    .output(auditVerdict)
    .query(async ({ ctx }) => unwrap(await ctx.platform.reads.verifyAudit(ctx.actor))),
});
