import { useMutation } from '@tanstack/react-query';
import { Alert, Checkbox, Input } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { useActDone } from '../../shared/act/use-act-done.js';
import { api } from '../../shared/api/client.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { Dialog } from '../../shared/layout/dialog.js';
import { RefusalNotice } from '../../shared/layout/refusal-notice.js';
import { ProofFields } from '../../shared/step-up/proof-fields.js';
import { useProof } from '../../shared/step-up/use-proof.js';

const FIELD = 'new-password';

function NewPassword({ value, change }: { readonly value: string; readonly change: (to: string) => void }) {
  const { t } = useTexts();
  const [isShown, setShown] = useState(false);
  return (
    <div className="field">
      <label htmlFor={FIELD}>{t('password.new')}</label>
      <Input
        id={FIELD}
        type={isShown ? 'text' : 'password'}
        autoComplete="new-password"
        value={value}
        aria-required
        aria-describedby="password-rule"
        onChange={(event) => change(event.target.value)}
      />
      <Checkbox checked={isShown} onChange={(event) => setShown(event.target.checked)}>
        {t('password.show')}
      </Checkbox>
      <p id="password-rule" className="hint">
        {t('password.rule')}
      </p>
    </div>
  );
}

/** Sets another password, for a proof of who is at the keyboard; every other device is signed out. */
export function PasswordDialog({ close }: { readonly close: () => void }) {
  const { t } = useTexts();
  const form = useId();
  const [password, setPassword] = useState('');
  const { fields, proof, refuse } = useProof();
  const setNew = useMutation(api.account.setPassword.mutationOptions());
  const done = useActDone(api.account.pathKey(), close);
  const isReady = password !== '' && proof !== undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isReady || setNew.isPending) return;
    setNew.mutate({ password, proof }, { onSuccess: done, onError: refuse });
  };
  return (
    <Dialog
      title={t('password.title')}
      okText={t('password.confirm')}
      cancelText={t('act.back')}
      okButtonProps={{ htmlType: 'submit', form, disabled: !isReady }}
      confirmLoading={setNew.isPending}
      onCancel={close}
      afterOpenChange={(isOpen) => isOpen && document.getElementById(FIELD)?.focus()}
    >
      <Alert type="info" showIcon title={t('act.consequence')} description={t('password.consequence')} />
      <form id={form} onSubmit={submit}>
        <NewPassword value={password} change={setPassword} />
        <ProofFields {...fields} />
      </form>
      {setNew.isError && <RefusalNotice error={setNew.error} />}
    </Dialog>
  );
}
