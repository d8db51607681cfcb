import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { api } from '../../../shared/api/client.js';
import { useTexts } from '../../../shared/i18n/i18n.js';
import { RefusalNotice } from '../../../shared/layout/refusal-notice.js';

type Props = { readonly orderId: string; readonly onSent: () => void };

const LONGEST = 1000;

/** Something that the platform says to family and escort. */
export function AnswerForm({ orderId, onSent }: Props) {
  const { t } = useTexts();
  const id = useId();
  const client = useQueryClient();
  const [text, setText] = useState('');
  // What is sent twice is said once.
  const [idempotencyKey, setKey] = useState(() => crypto.randomUUID());
  const answer = useMutation(api.conversation.answer.mutationOptions());
  // Another text is another message.
  const write = (next: string) => {
    setText(next);
    setKey(crypto.randomUUID());
  };
  const send = () => {
    if (answer.isPending || text.trim() === '') return;
    answer.mutate(
      { orderId, text, idempotencyKey },
      {
        onSuccess: () => {
          write('');
          void client.invalidateQueries({ queryKey: api.conversation.pathKey() });
          onSent();
        },
      },
    );
  };
  return (
    <form
      className="talk-form"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div className="field">
        <label htmlFor={id}>{t('talk.write')}</label>
        <Input
          id={id}
          value={text}
          maxLength={LONGEST}
          autoComplete="off"
          onChange={({ target }) => write(target.value)}
        />
      </div>
      <Button
        type="primary"
        htmlType="submit"
        loading={answer.isPending}
        disabled={text.trim() === ''}
        data-talk="answer"
      >
        {t('talk.send')}
      </Button>
      {answer.error !== null && <RefusalNotice error={answer.error} />}
    </form>
  );
}
