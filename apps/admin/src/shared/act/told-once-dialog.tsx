import './told-once-dialog.css';
import { CopyOutlined } from '@ant-design/icons';
import { Alert, App, Button } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../i18n/i18n.js';
import { Dialog } from '../layout/dialog.js';

type Props = {
  readonly title: string;
  /** What is told, to be kept by whoever reads it now. */
  readonly text: string;
  readonly warning: string;
  readonly how?: string;
  readonly children?: ReactNode;
  readonly close: () => void;
};

/** The only time that a secret is told; nothing but its own button closes this. */
export function ToldOnceDialog({ title, text, warning, how, children, close }: Props) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      void message.success(t('toldOnce.copied'));
    } catch {
      void message.warning(t('toldOnce.copyFailed'));
    }
  };
  return (
    <Dialog
      title={title}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={close}>
          {t('toldOnce.kept')}
        </Button>
      }
      afterOpenChange={(isOpen) => isOpen && document.getElementById('copy-told')?.focus()}
    >
      <Alert type="warning" showIcon title={warning} description={how} />
      <p className="told-once">
        <code data-told-once>{text}</code>
      </p>
      <Button id="copy-told" icon={<CopyOutlined />} onClick={() => void copy()}>
        {t('toldOnce.copy')}
      </Button>
      {children}
    </Dialog>
  );
}
