import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import { useTexts } from '../../shared/i18n/i18n.js';
import { Dialog } from '../../shared/layout/dialog.js';

/** A secret, shown this once, to be copied to where events are verified. */
export function SecretDialog({ secret, close }: { readonly secret: string; readonly close: () => void }) {
  const { t } = useTexts();
  const [isCopied, setCopied] = useState(false);
  const copy = () => void navigator.clipboard.writeText(secret).then(() => setCopied(true));
  return (
    <Dialog
      title={t('webhooks.secret.title')}
      okText={t('webhooks.secret.done')}
      onOk={close}
      onCancel={close}
      cancelButtonProps={{ style: { display: 'none' } }}
      mask={{ closable: false }}
    >
      <Alert type="warning" showIcon title={t('webhooks.secret.once')} />
      <div className="field">
        <label htmlFor="webhook-secret">{t('webhooks.secret.label')}</label>
        <Input id="webhook-secret" readOnly value={secret} onFocus={(event) => event.target.select()} />
      </div>
      <p className="webhook-acts">
        <Button onClick={copy}>{t('webhooks.secret.copy')}</Button>
        <span role="status">{isCopied && t('webhooks.secret.copied')}</span>
      </p>
    </Dialog>
  );
}
