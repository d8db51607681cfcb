import type { TrialBalanceDto } from '@banzhen/contracts';
import { useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import { useId, useState } from 'react';
import { api } from '../../shared/api/client.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { FilterField, FilterForm } from '../../shared/layout/filter-form.js';
import { accountWord } from '../../shared/ledger-account.js';

/** Which postings are shown; days are both included. */
export type PostingsFilter = {
  readonly account?: string | undefined;
  readonly order?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
};

type Props = { readonly filter: PostingsFilter; readonly change: (filter: PostingsFilter) => void };

type Account = TrialBalanceDto['accounts'][number];
const hasPostings = ({ orders }: Account): boolean => orders === undefined;

/** Accounts that can be chosen, with the present one even where it is the account of one order. */
function useAccounts(present: string | undefined): readonly Account[] {
  const balance = useQuery(api.dispatch.trialBalance.queryOptions());
  const known = balance.data?.accounts.filter(hasPostings) ?? [];
  return present === undefined || known.some(({ account }) => account === present)
    ? known
    : [...known, { account: present, balanceFen: 0 }];
}

/** By account, order and day. */
export function PostingsFilterForm({ filter, change }: Props) {
  const { t } = useTexts();
  const ids = useId();
  const accounts = useAccounts(filter.account);
  const [draft, setDraft] = useState(filter);
  const set = (name: keyof PostingsFilter) => (event: { readonly target: { readonly value: string } }) =>
    setDraft((before) => ({ ...before, [name]: event.target.value || undefined }));
  return (
    <FilterForm find={() => change(draft)} clear={() => change({})}>
      <FilterField id={`${ids}account`} label={t('ledger.account')}>
        <select id={`${ids}account`} value={draft.account ?? ''} onChange={set('account')}>
          <option value="">{t('postings.everyAccount')}</option>
          {accounts.map(({ account, name }) => (
            <option key={account} value={account}>
              {accountWord(account, name)}
            </option>
          ))}
        </select>
      </FilterField>
      <FilterField id={`${ids}order`} label={t('orders.number')}>
        <Input id={`${ids}order`} value={draft.order ?? ''} onChange={set('order')} />
      </FilterField>
      <FilterField id={`${ids}from`} label={t('postings.from')}>
        <Input id={`${ids}from`} type="date" value={draft.from ?? ''} onChange={set('from')} />
      </FilterField>
      <FilterField id={`${ids}to`} label={t('postings.to')}>
        <Input id={`${ids}to`} type="date" value={draft.to ?? ''} onChange={set('to')} />
      </FilterField>
    </FilterForm>
  );
}
