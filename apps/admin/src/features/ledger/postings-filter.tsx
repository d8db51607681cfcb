import type { TrialBalanceDto } from '@banzhen/contracts';
import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { api } from '../../shared/api/client.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { accountWord } from '../../shared/ledger-account.js';

/** Which postings are shown; days are both included. */
export type PostingsFilter = {
  readonly account?: string | undefined;
  readonly order?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
};

type Props = { readonly filter: PostingsFilter; readonly change: (filter: PostingsFilter) => void };

function Field({ id, label, children }: { id: string; label: string; children: ReactNode }) {
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      {children}
    </div>
  );
}

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

/** What is asked for is typed first and looked up with one key; it stands in the address. */
export function PostingsFilterForm({ filter, change }: Props) {
  const { t } = useTexts();
  const ids = useId();
  const accounts = useAccounts(filter.account);
  const [draft, setDraft] = useState(filter);
  const set = (name: keyof PostingsFilter) => (event: { readonly target: { readonly value: string } }) =>
    setDraft((before) => ({ ...before, [name]: event.target.value || undefined }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change(draft);
  };
  return (
    <search>
      <form className="postings-filter" onSubmit={submit}>
        <Field id={`${ids}account`} label={t('ledger.account')}>
          <select id={`${ids}account`} value={draft.account ?? ''} onChange={set('account')}>
            <option value="">{t('postings.everyAccount')}</option>
            {accounts.map(({ account, name }) => (
              <option key={account} value={account}>
                {accountWord(account, name)}
              </option>
            ))}
          </select>
        </Field>
        <Field id={`${ids}order`} label={t('orders.number')}>
          <Input id={`${ids}order`} value={draft.order ?? ''} onChange={set('order')} />
        </Field>
        <Field id={`${ids}from`} label={t('postings.from')}>
          <Input id={`${ids}from`} type="date" value={draft.from ?? ''} onChange={set('from')} />
        </Field>
        <Field id={`${ids}to`} label={t('postings.to')}>
          <Input id={`${ids}to`} type="date" value={draft.to ?? ''} onChange={set('to')} />
        </Field>
        <div className="postings-filter-acts">
          <Button type="primary" htmlType="submit">
            {t('orders.find')}
          </Button>
          <Button onClick={() => change({})}>{t('board.clearFilters')}</Button>
        </div>
      </form>
    </search>
  );
}
