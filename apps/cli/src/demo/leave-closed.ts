import { give } from './acting.js';
import { familyView, type Visit } from './visit.js';

const reason = '演示中断 the demo broke off';

const cancelByDispatcher = async (visit: Visit): Promise<void> => {
  const { dispatch } = visit.cast.dispatcher.api;
  await give(
    visit,
    async (ref) => {
      const asked = await dispatch.quoteCancellation.mutate({ ...ref, fault: 'platform' });
      return dispatch.cancel.mutate({ ...ref, cancellationQuoteId: asked.cancellationQuoteId, reason });
    },
    ({ status }) => status === 'CANCELLED',
  );
};

/** Ends the order of a story that broke off, so that nobody's time stays taken. */
export const leaveClosed = async (visit: Visit): Promise<void> => {
  if (!visit.memory.orderId) return;
  const { dispatch } = visit.cast.dispatcher.api;
  const { status } = await familyView(visit);
  if (status === 'FINISHED' || status === 'CANCELLED' || status === 'NO_SHOW') return;
  if (status === 'SERVING')
    await give(
      visit,
      (ref) => dispatch.endEarly.mutate({ ...ref, reason }),
      (order) => order.status === 'ENDED',
    );
  if (status !== 'SERVING' && status !== 'ENDED') return cancelByDispatcher(visit);
  await give(
    visit,
    (ref) => dispatch.waiveBalance.mutate({ ...ref, reason }),
    (order) => order.status === 'FINISHED',
  );
};
