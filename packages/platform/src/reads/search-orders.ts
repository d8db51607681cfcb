import type { OrderNoRange, OrderSummary } from '@banzhen/postgres/queries';

const ORDER_NO_LENGTH = 18;
const NUMBER = /^(?:BZ)?(\d{1,16})$/i;

/** Rows that one request looks through for a name; the next request goes on where it stopped. */
const MOST_LOOKED_THROUGH = 1000;
const STRIDE = 200;

/** All order numbers that begin as `text` does, with or without its letters; none when it is no number. */
export const orderNosFrom = (text: string): OrderNoRange | undefined => {
  const digits = NUMBER.exec(text)?.[1];
  if (digits === undefined) return undefined;
  const beginning = `BZ${digits}`;
  return {
    first: beginning.padEnd(ORDER_NO_LENGTH, '0'),
    last: beginning.padEnd(ORDER_NO_LENGTH, '9'),
  };
};

type Page = (limit: number, before: string | undefined) => Promise<readonly OrderSummary[]>;

/** A page of what was found, and where to go on; with a cursor there may be more even when nothing was found yet. */
export type Found = { readonly summaries: readonly OrderSummary[]; readonly nextCursor?: string };

/** A full page may have a next one. */
export const pageOf = (summaries: readonly OrderSummary[], limit: number): Found => {
  const last = summaries.at(-1);
  return { summaries, ...(last && summaries.length === limit ? { nextCursor: last.order.id } : {}) };
};

/**
 * Looks through orders, newest first, for a patient whose name contains `name`. Names are not in any index, so one call
 * looks through so many rows and no more.
 */
export const lookForPatient = async (
  page: Page,
  name: string,
  limit: number,
  cursor: string | undefined,
): Promise<Found> => {
  const found: OrderSummary[] = [];
  let before = cursor;
  for (let looked = 0; looked < MOST_LOOKED_THROUGH; looked += STRIDE) {
    const rows = await page(STRIDE, before);
    for (const row of rows) {
      before = row.order.id;
      if (row.patientName.includes(name)) found.push(row);
      if (found.length === limit) return { summaries: found, nextCursor: before };
    }
    if (rows.length < STRIDE) return { summaries: found };
  }
  return { summaries: found, ...(before === undefined ? {} : { nextCursor: before }) };
};
