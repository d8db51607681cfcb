import { previewPriceListInput, publishPriceListInput } from '@banzhen/contracts';
import { policyPublished } from '@banzhen/contracts/policy-answers';
import { priceListPreview, priceLists } from '@banzhen/contracts/price-list-answers';
import type { ServicePrice } from '@banzhen/domain/pricing';
import { fen } from '@banzhen/domain/shared/money';
import type { z } from 'zod';
import { beginOf, publishedAnswer, withInstant } from '../policy-answers.js';
import { procedureFor, router, unwrap } from '../trpc.js';

type Draft = z.output<typeof previewPriceListInput>;

const pricesOf = ({ prices }: Pick<Draft, 'prices'>): readonly ServicePrice[] =>
  prices.map(({ unitPriceFen, reference, ...where }) => ({
    ...where,
    unitPriceFen: fen(unitPriceFen),
    ...(reference
      ? { reference: { lowestFen: fen(reference.lowestFen), highestFen: fen(reference.highestFen) } }
      : {}),
  }));

/** What a tenant's services cost and what is usual for them, version by version (B57). */
export const priceListRouter = router({
  lists: procedureFor('price-list.read')
    .output(priceLists)
    .query(async ({ ctx }) => {
      const { services, versions } = unwrap(await ctx.platform.priceListing.listPriceLists(ctx.actor));
      return {
        services: services.map(({ cityCode, code, titleZh, titleEn, unitMinutes, unitPriceFen }) => ({
          ...{ cityCode, serviceCode: code, title: { zh: titleZh, en: titleEn } },
          ...{ unitMinutes, unitPriceFen },
        })),
        versions: versions.map(withInstant),
      };
    }),
  preview: procedureFor('price-list.preview')
    .input(previewPriceListInput)
    .output(priceListPreview)
    .mutation(async ({ ctx, input }) => {
      const draft = { prices: pricesOf(input), ...beginOf(input) };
      const { wrong, ...seen } = unwrap(await ctx.platform.priceListing.previewPriceList(ctx.actor, draft));
      if (!wrong) return seen;
      const { type: _, ...where } = wrong;
      return { ...seen, wrong: where };
    }),
  publish: procedureFor('price-list.publish')
    .input(publishPriceListInput)
    .output(policyPublished)
    .mutation(async ({ ctx, input }) => {
      const { latest, reason } = input;
      const command = { prices: pricesOf(input), latest, reason, ...beginOf(input) };
      return publishedAnswer(
        unwrap(await ctx.platform.priceListing.publishPriceList(ctx.actor, ctx.origin, command)),
      );
    }),
});
