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

const kinds = {
  'account-charge': 'charge',
  'account-refund': 'refund',
  'account-compensation': 'compensation',
} as const;

const lineAnswer = ({ id: lineId, kind, orderId, at, amountFen }: Statement['lines'][number]) => ({
  ...{ lineId, kind: kinds[kind], orderId, amountFen },
  at: at.toISOString(),
});

export const readStatement: Read<
  typeof schemas.noParams,
  typeof escort.statementQuery,
  typeof escort.statement
> = {
  operation: 'statement.read',
  path: '/statements',
  summary:
    'What this partner owes for orders on account, by day of the clinics and by order, at most 31 days; its lines in pages. Days that are over do not change',
  query: escort.statementQuery,
  answer: escort.statement,
  async read({ partnerReads }, actor, { query: { from, until, cursor, limit } }) {
    const cursors = cursorsOf('statement', from, until);
    const after = placeIn(cursors, cursor);
    if (!after.ok) return after;
    const found = await partnerReads.statement(actor, { from, until, after: after.value, limit: limit + 1 });
    if (!found.ok) return found;
    const { openingFen, closingFen, days, lines } = found.value;
    return ok({
      ...{ from, until, openingFen, closingFen },
      days: [...days],
      ...cursors.page(lines.map(lineAnswer), limit, ({ at, lineId }) => [String(Date.parse(at)), lineId]),
    });
  },
};
