import { SearchOutlined } from '@ant-design/icons';
import { Button, Input, type InputRef } from 'antd';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTexts } from '../../shared/i18n/i18n.js';
import { useShortcut } from '../../shared/layout/shortcuts.js';

type Props = { readonly text: string; readonly find: (text: string) => void };

/** A part of a name; it stands in the address. */
export function PartnerSearch({ text, find }: Props) {
  const { t } = useTexts();
  const [wanted, setWanted] = useState(text);
  const input = useRef<InputRef>(null);
  useShortcut('/', () => input.current?.focus());
  useEffect(() => setWanted(text), [text]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    find(wanted.trim());
  };
  return (
    <search className="partner-search">
      <form onSubmit={submit} className="field-line">
        <Input
          ref={input}
          type="search"
          prefix={<SearchOutlined aria-hidden />}
          value={wanted}
          maxLength={60}
          onChange={(event) => setWanted(event.target.value)}
          placeholder={t('partners.searchHint')}
          aria-label={t('partners.search')}
        />
        <Button htmlType="submit">{t('orders.find')}</Button>
      </form>
    </search>
  );
}
