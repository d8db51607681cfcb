import type { OrderDetailDto } from '@banzhen/contracts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { api, client } from '../../../shared/api/client.js';

/** New times as instants. */
export type Times = { readonly startsAt: string; readonly endsAt: string };

/** A quote for the same visit at other times, and what rescheduling to it would do; nothing while no times are asked for. */
export const useRescheduleQuote = (order: OrderDetailDto, times: Times | undefined) => {
  const ask = useMutation(api.dispatch.quote.mutationOptions());
  const { orderId, version, patientId, hospitalId, serviceCode, bookedBy } = order;
  return useQuery({
    queryKey: ['reschedule-quote', orderId, version, times],
    queryFn: async ({ signal }) => {
      if (!times) throw new Error('no times were asked for');
      const wanted = { patientId, hospitalId, serviceCode, onBehalfOf: bookedBy, ...times };
      const quote = await ask.mutateAsync(wanted);
      const asked = { orderId, expectedVersion: version, quoteId: quote.quoteId };
      const preview = await client.dispatch.previewReschedule.query(asked, { signal });
      return { quote, preview };
    },
    enabled: times !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
};
