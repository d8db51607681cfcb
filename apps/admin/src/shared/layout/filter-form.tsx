import './filter-form.css';
import { Button } from 'antd';
import type { FormEvent, ReactNode } from 'react';
import { useTexts } from '../i18n/i18n.js';

/** One field of a filter under its label. */
export function FilterField({ id, label, children }: { id: string; label: string; children: ReactNode }) {
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      {children}
    </div>
  );
}

type Props = { readonly find: () => void; readonly clear: () => void; readonly children: ReactNode };

/** What is asked for is typed first and looked up with one key; it stands in the address. */
export function FilterForm({ find, clear, children }: Props) {
  const { t } = useTexts();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    find();
  };
  return (
    <search>
      <form className="filter-form" onSubmit={submit}>
        {children}
        <div className="filter-form-acts">
          <Button type="primary" htmlType="submit">
            {t('orders.find')}
          </Button>
          <Button onClick={clear}>{t('board.clearFilters')}</Button>
        </div>
      </form>
    </search>
  );
}
