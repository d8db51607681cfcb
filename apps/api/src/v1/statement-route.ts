import type { CursorInvalid } from '@banzhen/domain/refusals';
import { err, ok, type Result } from '@banzhen/domain/shared/result';
import { cursorOf, readCursor } from './cursor.js';
import * as escort from './escort-schemas.js';
import type * as schemas from './schemas.js';
import type { Read } from './serve.js';

const PARTS = 2;
const NUMBER = /^(?:0|[1-9]\d{0,15})$/;
const LAST_INSTANT = 8_640_000_000_000_000;

type Place = { readonly at: Date; readonly id: string };

const placeIn = (cursor: string | undefined): Result<Place | undefined, CursorInvalid> => {
  const key = readCursor(cursor, PARTS);
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
    const after = placeIn(cursor);
    if (!after.ok) return after;
    const found = await partnerReads.statement(actor, { from, until, after: after.value, limit: limit + 1 });
    if (!found.ok) return found;
    const { openingFen, closingFen, days, lines } = found.value;
    const page = lines.slice(0, limit);
    const last = lines.length > limit ? page.at(-1) : undefined;
    return ok({
      ...{ from, until, openingFen, closingFen },
      days: [...days],
      items: page.map(({ id: lineId, kind, orderId, at, amountFen }) => ({
        ...{ lineId, kind: kinds[kind], orderId, amountFen },
        at: at.toISOString(),
      })),
      ...(last ? { nextCursor: cursorOf(String(last.at.getTime()), last.id) } : {}),
    });
  },
};
