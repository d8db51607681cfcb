import type { ReportedMessagesDto } from '@banzhen/contracts';
import { authorize, type NotAllowed, type NotFound, standingRelations } from '@banzhen/domain/policy';
import type { Person } from '@banzhen/domain/shared/actor';
import type { Clock } from '@banzhen/domain/shared/clock';
import { idFrom, type OrderId } from '@banzhen/domain/shared/ids';
import { ok, type Result } from '@banzhen/domain/shared/result';
import * as queries from '@banzhen/postgres/queries';
import type { SealedDatabase } from '@banzhen/postgres/sealing';

type Deps = { readonly db: SealedDatabase; readonly clock: Clock };

type Page = {
  readonly limit: number;
  /** Only those that wait, or only those that are closed. */
  readonly state?: 'open' | 'closed' | undefined;
  /** Of the page before, in the form that the wire schema has checked. */
  readonly cursor?: string | undefined;
};

const cursorOf = ({ status, since, orderId, seq }: queries.ListedReport): string =>
  `${status === 'open' ? 'open' : 'closed'}/${since.toISOString()}/${orderId}/${seq}`;

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
export const makeReportReads = ({ db, clock }: Deps) => ({
  async reportedMessages(
    actor: Person,
    { limit, state, cursor }: Page,
  ): Promise<Result<ReportedMessagesDto, NotFound | NotAllowed>> {
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

export type ReportReads = ReturnType<typeof makeReportReads>;
