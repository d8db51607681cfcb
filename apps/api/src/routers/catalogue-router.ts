import { cityInput, searchEscortsInput, searchHospitalsInput } from '@banzhen/contracts';
import { list } from '@banzhen/contracts/answer';
import { bookableEscorts, hospital, service } from '@banzhen/contracts/booking-answers';
import { procedureFor, router, unwrap } from '../trpc.js';

export const catalogueRouter = router({
  services: procedureFor('catalogue.read')
    .input(cityInput)
    .output(list(service))
    .query(({ ctx, input }) => ctx.platform.reads.services(ctx.actor, input.cityCode)),
  hospitals: procedureFor('catalogue.read')
    .input(searchHospitalsInput)
    .output(list(hospital))
    .query(({ ctx, input }) => ctx.platform.reads.hospitals(input)),
  escorts: procedureFor('catalogue.read')
    .input(searchEscortsInput)
    .output(bookableEscorts)
    .query(async ({ ctx, input }) => unwrap(await ctx.platform.reads.bookableEscorts(ctx.actor, input))),
});
