import {
  bundleRef,
  type bundleRefWithReason,
  bundlesQuery,
  cancelBundleInput,
  chooseBundleInput,
  createBundleInput,
} from '@banzhen/contracts';
import { cancellationQuote } from '@banzhen/contracts/booking-answers';
import {
  type BundleAnswerDto,
  bundleAnswer,
  bundleDetail,
  bundlePage,
} from '@banzhen/contracts/bundle-answers';
import type { BundleAnswer, BundleRequest } from '@banzhen/domain/bundles';
import {
  type BundleId,
  type CancellationQuoteId,
  type ClinicSessionId,
  idFrom,
  type QuoteId,
} from '@banzhen/domain/shared/ids';
import type { z } from 'zod';
import { cancellationAnswer } from '../answers.js';
import { procedureFor, router, unwrap } from '../trpc.js';

const answerDto = ({ chooseBy, ...answer }: BundleAnswer): BundleAnswerDto => ({
  ...answer,
  ...(chooseBy ? { chooseBy: chooseBy.toISOString() } : {}),
});

const requestOf = ({
  bundleId,
  expectedVersion,
  reason,
}: z.output<typeof bundleRef> & Pick<z.output<typeof bundleRefWithReason>, 'reason'>): BundleRequest => ({
  bundleId: idFrom<BundleId>(bundleId),
  ...(expectedVersion === undefined ? {} : { expectedVersion }),
  ...(reason === undefined ? {} : { reason }),
});

const pageOf = ({ limit, cursor }: z.output<typeof bundlesQuery>) => ({
  limit,
  before: cursor === undefined ? undefined : idFrom<BundleId>(cursor),
});

/** A seat and an escort, held together or released together; families do it themselves, dispatchers for them on the phone. */
export const bundleRouter = router({
  create: procedureFor('bundle.create')
    .input(createBundleInput)
    .output(bundleAnswer)
    .mutation(async ({ ctx, input: { quoteId, clinicSessionId, ...rest } }) =>
      answerDto(
        unwrap(
          await ctx.platform.bundles.createBundle(ctx.actor, {
            ...rest,
            quoteId: idFrom<QuoteId>(quoteId),
            clinicSessionId: idFrom<ClinicSessionId>(clinicSessionId),
          }),
        ),
      ),
    ),
  quoteCancellation: procedureFor('bundle.quote-cancellation')
    .input(bundleRef)
    .output(cancellationQuote)
    .mutation(async ({ ctx, input }) =>
      cancellationAnswer(
        unwrap(await ctx.platform.bundles.quoteBundleCancellation(ctx.actor, requestOf(input))),
      ),
    ),
  cancel: procedureFor('bundle.cancel')
    .input(cancelBundleInput)
    .output(bundleAnswer)
    .mutation(async ({ ctx, input }) =>
      answerDto(
        unwrap(
          await ctx.platform.bundles.cancelBundle(ctx.actor, {
            ...requestOf(input),
            cancellationQuoteId: idFrom<CancellationQuoteId>(input.cancellationQuoteId),
          }),
        ),
      ),
    ),
  choose: procedureFor('bundle.choose')
    .input(chooseBundleInput)
    .output(bundleAnswer)
    .mutation(async ({ ctx, input: { choice, clinicSessionId, idempotencyKey, ...ref } }) =>
      answerDto(
        unwrap(
          await ctx.platform.bundles.chooseBundle(ctx.actor, {
            ...requestOf(ref),
            choice,
            idempotencyKey,
            ...(clinicSessionId === undefined
              ? {}
              : { clinicSessionId: idFrom<ClinicSessionId>(clinicSessionId) }),
          }),
        ),
      ),
    ),
  own: procedureFor('bundle.list')
    .input(bundlesQuery)
    .output(bundlePage)
    .query(({ ctx, input }) => ctx.platform.bundleReads.ownBundles(ctx.actor, pageOf(input))),
  live: procedureFor('bundle.list-open')
    .input(bundlesQuery)
    .output(bundlePage)
    .query(async ({ ctx, input }) =>
      unwrap(await ctx.platform.bundleReads.liveBundles(ctx.actor, pageOf(input))),
    ),
  read: procedureFor('bundle.read')
    .input(bundleRef.pick({ bundleId: true }))
    .output(bundleDetail)
    .query(async ({ ctx, input }) =>
      unwrap(await ctx.platform.bundleReads.bundleDetail(ctx.actor, idFrom<BundleId>(input.bundleId))),
    ),
});
