import { CopyOutlined } from '@ant-design/icons';
import type { CreatedKeyDto } from '@banzhen/contracts';
import { Alert, App, Button } from 'antd';
import { formatInstant, mainlandZone } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';
import { Dialog } from '../../shared/layout/dialog.js';

/** The only time that a key is told; nothing but its own button closes this. */
export function ToldKeyDialog({ told, close }: { readonly told: CreatedKeyDto; readonly close: () => void }) {
  const { t, language } = useTexts();
  const { message } = App.useApp();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(told.key);
      void message.success(t('partnerKeys.copied'));
    } catch {
      void message.warning(t('partnerKeys.copyFailed'));
    }
  };
  return (
    <Dialog
      title={t('partnerKeys.toldTitle')}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={close}>
          {t('partnerKeys.kept')}
        </Button>
      }
      afterOpenChange={(isOpen) => isOpen && document.getElementById('copy-key')?.focus()}
    >
      <Alert
        type="warning"
        showIcon
        title={t('partnerKeys.toldOnce')}
        description={t('partnerKeys.toldHow')}
      />
      <p className="told-key">
        <code data-told-key>{told.key}</code>
      </p>
      <Button id="copy-key" icon={<CopyOutlined />} onClick={() => void copy()}>
        {t('partnerKeys.copy')}
      </Button>
      <p className="hint">
        {t('partnerKeys.toldUntil', { at: formatInstant(told.expiresAt, mainlandZone, language) })}
      </p>
    </Dialog>
  );
}
