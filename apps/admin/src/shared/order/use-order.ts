import { useQuery } from '@tanstack/react-query';
import { api, client } from '../api/client.js';
import { noteServerNow } from '../api/server-clock.js';

/** One order, kept up to date by the live feed; its answer also sets the clock of the countdowns. */
export const useOrder = (orderId: string) =>
  useQuery({
    ...api.dispatch.order.queryOptions({ orderId }),
    queryFn: async ({ signal }) => {
      const order = await client.dispatch.order.query({ orderId }, { signal });
      noteServerNow(order.serverNow);
      return order;
    },
  });
