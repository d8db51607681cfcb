import { useMutation } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { api } from '../api/client.js';
import { useTexts } from '../i18n/i18n.js';
import { OneOf } from '../layout/one-of.js';
import { RefusalNotice } from '../layout/refusal-notice.js';
import { emptyDraft, type ProofDraft } from './proof.js';
import type { ProofFieldsProps } from './use-proof.js';

/** The control of a proof that has the focus at first. */
export const PROOF_FIELD = 'proof';

type Draft = { readonly draft: ProofDraft; readonly change: (draft: ProofDraft) => void };

function CodeField({ by, draft, change }: Draft & { readonly by: 'totp' | 'code' }) {
  const { t } = useTexts();
  const id = by === 'totp' ? PROOF_FIELD : 'proof-code';
  return (
    <div className="field">
      <label htmlFor={id}>{t(`proof.${by}`)}</label>
      <Input
        id={id}
        value={draft.code}
        maxLength={6}
        inputMode="numeric"
        autoComplete="one-time-code"
        aria-required
        aria-describedby="proof-hint"
        onChange={(event) => change({ ...draft, code: event.target.value.replace(/\D/g, '') })}
      />
      <p id="proof-hint" className="hint">
        {t(`proofHint.${by}`)}
      </p>
    </div>
  );
}

/** The server sends no number to this page, so whoever wants a code says where to. */
function SendCode({ draft, change }: Draft) {
  const { t } = useTexts();
  const [phone, setPhone] = useState('');
  const send = useMutation(
    api.auth.requestCode.mutationOptions({
      onSuccess: ({ challengeId }) => change({ ...draft, challengeId }),
    }),
  );
  return (
    <div className="field">
      <label htmlFor={PROOF_FIELD}>{t('proof.ownPhone')}</label>
      <div className="field-line">
        <Input
          id={PROOF_FIELD}
          type="tel"
          autoComplete="tel"
          value={phone}
          onChange={(event) => setPhone(event.target.value)}
        />
        <Button
          loading={send.isPending}
          disabled={phone.trim() === ''}
          onClick={() => send.mutate({ phone, purpose: 'step-up' })}
        >
          {t('proof.send')}
        </Button>
      </div>
      <p role="status" className="hint">
        {send.isSuccess && t('proof.sent')}
      </p>
      {send.isError && <RefusalNotice error={send.error} />}
    </div>
  );
}

function PasswordField({ draft, change }: Draft) {
  const { t } = useTexts();
  return (
    <div className="field">
      <label htmlFor={PROOF_FIELD}>{t('proof.password')}</label>
      <Input
        id={PROOF_FIELD}
        type="password"
        autoComplete="current-password"
        value={draft.password}
        aria-required
        onChange={(event) => change({ ...draft, password: event.target.value })}
      />
    </div>
  );
}

/** What proves who is at the keyboard, by one of the ways that this person may use. */
export function ProofFields({ ways, draft, change }: ProofFieldsProps) {
  const { t } = useTexts();
  return (
    <>
      {ways.length > 1 && (
        <OneOf
          legend={t('proof.way')}
          value={draft.by}
          change={(way) => change(emptyDraft(way))}
          options={ways.map((way) => ({ value: way, label: t(`proof.${way}`) }))}
        />
      )}
      {draft.by === 'password' && <PasswordField draft={draft} change={change} />}
      {draft.by === 'code' && <SendCode draft={draft} change={change} />}
      {draft.by !== 'password' && <CodeField by={draft.by} draft={draft} change={change} />}
    </>
  );
}
