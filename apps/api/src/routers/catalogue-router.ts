import { cityInput, searchHospitalsInput } from '@banzhen/contracts';
import { procedure, router } from '../trpc.js';

export const catalogueRouter = router({
  services: procedure.input(cityInput).query(({ ctx, input }) => ctx.platform.reads.services(input.cityCode)),
  hospitals: procedure
    .input(searchHospitalsInput)
    .query(({ ctx, input }) => ctx.platform.reads.hospitals(input)),
});
