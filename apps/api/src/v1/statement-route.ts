import type { CursorInvalid } from '@banzhen/domain/refusals';
import { err, ok, type Result } from '@banzhen/domain/shared/result';
import type { Statement } from '@banzhen/platform';
import { type Cursors, cursorsOf } from './cursor.js';
import * as escort from './escort-schemas.js';
import type * as schemas from './schemas.js';
import type { Read } from './serve.js';

const PARTS = 2;
const NUMBER = /^(?:0|[1-9]\d{0,15})$/;
const LAST_INSTANT = 8_640_000_000_000_000;

type Place = { readonly at: Date; readonly id: string };

const placeIn = (cursors: Cursors, cursor: string | undefined): Result<Place | undefined, CursorInvalid> => {
  const key = cursors.read(cursor, PARTS);
  if (!key.ok || key.value === undefined) return key.ok ? ok(undefined) : key;
  const [at = '', id = ''] = key.value;
  const isFit = NUMBER.test(at) && Number(at) <= LAST_INSTANT;
  return isFit ? ok({ at: new Date(Number(at)), id }) : err({ type: 'CursorInvalid' });
};

const orderKinds = {
  'account-charge': 'charge',
  'account-refund': 'refund',
  'account-compensation': 'compensation',
} as const;
const settlementKinds = {
  'account-settlement': 'payment',
  'account-settlement-reversed': 'reversal',
} as const;

type Line = Statement['lines'][number];

/** Lines about orders and lines about payments are told apart: a client that knows the first alone is told nothing new in them. */
const linesAnswer = (lines: readonly Line[]) => ({
  items: lines.flatMap((line) => {
    if (!('orderId' in line)) return [];
    const { id: lineId, orderId, at, amountFen } = line;
    return [{ lineId, kind: orderKinds[line.kind], orderId, at: at.toISOString(), amountFen }];
  }),
  settlements: lines.flatMap((line) => {
    if (!('settlementId' in line)) return [];
    const { id: lineId, settlementId, receivedOn, bankReference, at, amountFen } = line;
    const paid = { settlementId, receivedOn, bankReference };
    return [{ lineId, kind: settlementKinds[line.kind], ...paid, at: at.toISOString(), amountFen }];
  }),
});

export const readStatement: Read<
  typeof schemas.noParams,
  typeof escort.statementQuery,
  typeof escort.statement
> = {
  operation: 'statement.read',
  path: '/statements',
  summary:
    'What this partner owes for orders on account and has paid, by day of the clinics, at most 31 days; its lines in pages. Days that are over do not change',
  query: escort.statementQuery,
  answer: escort.statement,
  async read({ partnerReads }, actor, { query: { from, until, cursor, limit } }) {
    const cursors = cursorsOf('statement', from, until);
    const after = placeIn(cursors, cursor);
    if (!after.ok) return after;
    const found = await partnerReads.statement(actor, { from, until, after: after.value, limit: limit + 1 });
    if (!found.ok) return found;
    const { openingFen, closingFen, days, lines } = found.value;
    const { items, ...next } = cursors.page(lines, limit, ({ at, id }) => [String(at.getTime()), id]);
    return ok({
      ...{ from, until, openingFen, closingFen },
      days: [...days],
      ...linesAnswer(items),
      ...next,
    });
  },
};
