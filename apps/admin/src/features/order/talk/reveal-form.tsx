import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { useTexts } from '../../../shared/i18n/i18n.js';
import { RefusalNotice } from '../../../shared/layout/refusal-notice.js';
import type { Revealed } from './use-reveal.js';

type Props = {
  readonly revealed: Revealed;
  /** Messages that are there and not shown yet. */
  readonly more: number;
};

const LONGEST_REASON = 500;

/** Asks why the words are to be seen; after that, whether those that came since are. */
export function RevealForm({ revealed, more }: Props) {
  const { t } = useTexts();
  const id = useId();
  const [reason, setReason] = useState('');
  const { isOpen, isRunning, failure, show, follow } = revealed;
  if (isOpen && more === 0) return null;
  return (
    <form
      className="talk-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isOpen) follow();
        else show(reason.trim());
      }}
    >
      {!isOpen && (
        <div className="field">
          <label htmlFor={id}>{t('talk.reason')}</label>
          <Input
            id={id}
            required
            value={reason}
            maxLength={LONGEST_REASON}
            autoComplete="off"
            aria-describedby={`${id}hint`}
            onChange={({ target }) => setReason(target.value)}
          />
          <p id={`${id}hint`} className="hint">
            {t('talk.reasonHint')}
          </p>
        </div>
      )}
      <Button htmlType="submit" loading={isRunning} data-talk="reveal">
        {isOpen ? t('talk.more', { more }) : t('talk.reveal')}
      </Button>
      {failure !== undefined && <RefusalNotice error={failure} />}
    </form>
  );
}
