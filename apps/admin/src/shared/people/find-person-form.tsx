import './find-person-form.css';
import { SearchOutlined } from '@ant-design/icons';
import { Button, Input, type InputRef } from 'antd';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTexts } from '../i18n/i18n.js';
import { useShortcut } from '../layout/shortcuts.js';

type Props = { readonly phone: string; readonly find: (phone: string) => void };

/** A whole phone number: there is no search by a part of it, and it never stands in the address. */
export function FindPersonForm({ phone, find }: Props) {
  const { t } = useTexts();
  const [text, setText] = useState(phone);
  const input = useRef<InputRef>(null);
  useShortcut('/', () => input.current?.focus());
  useEffect(() => setText(phone), [phone]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '') find(text.trim());
  };
  return (
    <search>
      <form onSubmit={submit} className="find-person">
        <Input
          ref={input}
          type="tel"
          prefix={<SearchOutlined aria-hidden />}
          value={text}
          maxLength={30}
          autoComplete="off"
          onChange={(event) => setText(event.target.value)}
          placeholder={t('people.phoneHint')}
          aria-label={t('people.phone')}
        />
        <Button type="primary" htmlType="submit">
          {t('orders.find')}
        </Button>
      </form>
    </search>
  );
}
