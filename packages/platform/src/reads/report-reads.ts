import { authorize, standingRelations } from '@banzhen/domain/policy';
import { idFrom, type OrderId } from '@banzhen/domain/shared/ids';
import { ok } from '@banzhen/domain/shared/result';
import * as queries from '@banzhen/postgres/queries';
import type { ReadDeps } from './read-deps.js';
import type { Reads } from './reads.js';

const cursorOf = ({ status, since, orderId, seq }: queries.ListedReport): string =>
  `${status === 'open' ? 'open' : 'closed'}/${since.toISOString()}/${orderId}/${seq}`;

/** Of the form that the wire schema has checked. */
const placeOf = (cursor: string): queries.ReportPlace => {
  const [state, since = '', orderId = '', seq] = cursor.split('/');
  return {
    isOpen: state === 'open',
    since: new Date(since),
    orderId: idFrom<OrderId>(orderId),
    seq: Number(seq),
  };
};

/** Reported messages as the desk lists them: those that wait first, the oldest first, in its cities, and not a word of them. */
export const reportReads = ({
  db,
  clock,
}: Pick<ReadDeps, 'db' | 'clock'>): Pick<Reads, 'reportedMessages'> => ({
  async reportedMessages(actor, { limit, state, cursor }) {
    const by = authorize('conversation.list-reports', actor, new Set(standingRelations(actor)));
    if (!by.ok) return by;
    const now = clock.now();
    const found = await queries.reportedMessages(db, actor, {
      now,
      limit: limit + 1,
      isOpen: state === undefined ? undefined : state === 'open',
      after: cursor === undefined ? undefined : placeOf(cursor),
    });
    const shown = found.slice(0, limit);
    const last = found.length > limit ? shown.at(-1) : undefined;
    return ok({
      rows: shown.map(({ since, saidAt, ...row }) => ({
        ...row,
        since: since.toISOString(),
        saidAt: saidAt.toISOString(),
      })),
      ...(last ? { nextCursor: cursorOf(last) } : {}),
    });
  },
});
