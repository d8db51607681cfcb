import { cityInput, searchHospitalsInput } from '@banzhen/contracts';
import { list } from '@banzhen/contracts/answer';
import { hospital, service } from '@banzhen/contracts/booking-answers';
import { procedure, router } from '../trpc.js';

export const catalogueRouter = router({
  services: procedure
    .input(cityInput)
    .output(list(service))
    .query(({ ctx, input }) => ctx.platform.reads.services(input.cityCode)),
  hospitals: procedure
    .input(searchHospitalsInput)
    .output(list(hospital))
    .query(({ ctx, input }) => ctx.platform.reads.hospitals(input)),
});
