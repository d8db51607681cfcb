import { SearchOutlined } from '@ant-design/icons';
import { Button, Input, type InputRef, Radio } from 'antd';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { useTexts } from '../../shared/i18n/i18n.js';
import { useShortcut } from '../../shared/layout/shortcuts.js';
import { type OrderQuery, orderScopes } from './scopes.js';

type Props = { readonly query: OrderQuery; readonly change: (patch: Partial<OrderQuery>) => void };

/** What to look for, and among which orders; it stands in the address and can be sent to a colleague. */
export function OrderSearchForm({ query, change }: Props) {
  const { t } = useTexts();
  const scopeLabel = useId();
  const [text, setText] = useState(query.text);
  const input = useRef<InputRef>(null);
  useShortcut('/', () => input.current?.focus());
  useEffect(() => setText(query.text), [query.text]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change({ text: text.trim() });
  };
  return (
    <search className="order-search">
      <form onSubmit={submit} className="order-search-line">
        <Input
          ref={input}
          type="search"
          prefix={<SearchOutlined aria-hidden />}
          value={text}
          onChange={(event) => setText(event.target.value)}
          placeholder={t('orders.searchHint')}
          aria-label={t('orders.search')}
        />
        <Button type="primary" htmlType="submit">
          {t('orders.find')}
        </Button>
      </form>
      <fieldset className="bare">
        <legend id={scopeLabel} className="visually-hidden">
          {t('orders.scopeLabel')}
        </legend>
        <Radio.Group
          aria-labelledby={scopeLabel}
          value={query.scope}
          onChange={(event) => change({ scope: event.target.value })}
          options={orderScopes.map((scope) => ({ value: scope, label: t(`orders.scope.${scope}`) }))}
        />
      </fieldset>
    </search>
  );
}
