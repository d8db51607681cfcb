import type { LedgerAccountDto, LedgerPostingDto, TrialBalanceDto } from '@banzhen/contracts';
import { authorize, standingRelations } from '@banzhen/domain/policy';
import type { Person } from '@banzhen/domain/shared/actor';
import { ok } from '@banzhen/domain/shared/result';
import * as queries from '@banzhen/postgres/queries';
import type { ReadDeps } from './read-deps.js';
import type { Reads } from './reads.js';

const named = (account: string, names: ReadonlyMap<string, string>): LedgerAccountDto => {
  const name = names.get(account);
  return name === undefined ? { account } : { account, name };
};

const mayRead = (actor: Person) => authorize('ledger.read', actor, new Set(standingRelations(actor)));

/** What the bank calls a transfer is for those who book transfers. */
const aboutFor = (actor: Person, about: queries.PostingRow['about']): LedgerPostingDto['about'] => {
  if (about.kind === 'order') return about;
  const { bankReference, ...settlement } = about;
  const may = authorize('partner-credit.read', actor, new Set(standingRelations(actor)));
  return may.ok ? { ...settlement, bankReference } : settlement;
};

const HOLD = 'order_hold';

/** What all orders hold, in one line: there is an account for every order. */
const holdsOf = (balances: readonly { readonly account: string; readonly balanceFen: number }[]) => {
  const holds = balances.filter(({ account }) => account.startsWith(`${HOLD}:`));
  if (holds.length === 0) return [];
  const balanceFen = holds.reduce((sum, one) => sum + one.balanceFen, 0);
  return [{ account: HOLD, balanceFen, orders: holds.filter((one) => one.balanceFen !== 0).length }];
};

/** The books as finance reads them: balances and postings, with the names of people and the numbers of orders. */
export const ledgerReads = ({
  lists: db,
}: Pick<ReadDeps, 'lists'>): Pick<Reads, 'trialBalance' | 'ledgerPostings'> => ({
  async trialBalance(actor) {
    const allowed = mayRead(actor);
    if (!allowed.ok) return allowed;
    const balances = await queries.tenantBalances(db);
    const others = balances.filter(({ account }) => !account.startsWith(`${HOLD}:`));
    const names = await queries.ledgerAccountNames(
      db,
      actor.tenantId,
      others.map(({ account }) => account),
    );
    const accounts: TrialBalanceDto['accounts'] = [
      ...holdsOf(balances),
      ...others.map(({ account, balanceFen }) => ({ ...named(account, names), balanceFen })),
    ];
    return ok({ accounts, sumFen: balances.reduce((sum, { balanceFen }) => sum + balanceFen, 0) });
  },
  async ledgerPostings(actor, { cursor, ...filter }) {
    const allowed = mayRead(actor);
    if (!allowed.ok) return allowed;
    const { tenantId } = actor;
    const postings = await queries.ledgerPostings(db, {
      account: undefined,
      orderNo: undefined,
      from: undefined,
      until: undefined,
      ...filter,
      tenantId,
      before: cursor,
    });
    const accounts = postings.flatMap(({ entries }) => entries.map(({ account }) => account));
    const names = await queries.ledgerAccountNames(db, tenantId, accounts);
    const last = postings.at(-1);
    return ok({
      rows: postings.map(({ id, entries, at, about, ...posting }) => ({
        postingId: id,
        ...posting,
        about: aboutFor(actor, about),
        at: at.toISOString(),
        entries: entries.map(({ account, amountFen }) => ({ ...named(account, names), amountFen })),
      })),
      ...(last && postings.length === filter.limit ? { nextCursor: last.id } : {}),
    });
  },
});
