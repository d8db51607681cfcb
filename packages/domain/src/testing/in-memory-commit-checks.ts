import type { Entry } from '../ledger/index.js';
import type { Tables } from './in-memory-tables.js';

const sumOf = (entries: readonly Entry[]): number =>
  entries.reduce((sum, { amountFen }) => sum + amountFen, 0);

const checkBooks = (before: Tables, after: Tables): void => {
  if (after.postings.size === before.postings.size) return;
  const added = after.postings.where(({ businessKey }) => !before.postings.has(businessKey));
  const unbalanced = added.find(({ entries }) => sumOf(entries) !== 0);
  if (unbalanced) throw new Error(`postings: ${unbalanced.businessKey} does not sum to zero`);

  const holds = new Set(added.flatMap(({ entries }) => entries.map(({ account }) => account)));
  const entries = after.postings.where(() => true).flatMap((posting) => posting.entries);
  for (const hold of holds)
    if (hold.startsWith('order_hold:') && sumOf(entries.filter(({ account }) => account === hold)) > 0)
      throw new Error(`postings: ${hold} cannot pay out more than it holds`);
};

const checkOffers = ({ offers }: Tables): void => {
  const open = offers.where(({ status }) => status === 'OPEN');
  const shifts = new Set(open.map(({ orderId, shiftNo }) => `${orderId}/${shiftNo}`));
  if (shifts.size < open.length) throw new Error('offers: a shift has two open offers');
};

/** What a database looks at when a transaction ends: postings that sum to zero, one open offer for a shift. */
export const checkAtCommit = (before: Tables, after: Tables): void => {
  checkBooks(before, after);
  checkOffers(after);
};
