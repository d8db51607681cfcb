import './act-dialog.css';
import { Alert, Button, Form, Input } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { isStale } from '../api/refusal.js';
import { useTexts } from '../i18n/i18n.js';
import { Dialog } from '../layout/dialog.js';
import { RefusalNotice } from '../layout/refusal-notice.js';

type Props = {
  readonly title: string;
  /** What will happen, with its numbers; one sentence each. */
  readonly consequences: readonly ReactNode[];
  readonly confirmWord: string;
  readonly isDangerous?: boolean;
  readonly canConfirm?: boolean;
  /** Reasons that can be taken over with one key. */
  readonly quickReasons: readonly string[];
  readonly proposedReason?: string;
  readonly children?: ReactNode;
  /** The control that has the focus at first; the reason when none is named. */
  readonly firstControl?: string;
  readonly run: (reason: string) => Promise<unknown>;
  /** True when the dialog's own content deals with the failure and says so. */
  readonly takesFailure?: (error: unknown) => boolean;
  readonly onDone: () => void;
  readonly onReload: () => void;
  readonly onClose: () => void;
};

const LONGEST_REASON = 500;

function QuickReasons({
  reasons,
  take,
}: {
  readonly reasons: readonly string[];
  readonly take: (one: string) => void;
}) {
  const { t } = useTexts();
  return (
    <ul className="chips" aria-label={t('act.quickReasons')}>
      {reasons.map((one) => (
        <li key={one}>
          <Button size="small" onClick={() => take(one)}>
            {one}
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** One act of a dispatcher: consequence, reason, confirmation, and the server's words when it refuses. */
export function ActDialog(props: Props) {
  const { t } = useTexts();
  const [reason, setReason] = useState(props.proposedReason ?? '');
  const [isLacking, setLacking] = useState(false);
  const [isRunning, setRunning] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const field = useRef<{ focus: () => void }>(null);

  const confirm = async () => {
    if (isRunning || props.canConfirm === false) return;
    if (reason.trim() === '') {
      setLacking(true);
      field.current?.focus();
      return;
    }
    setRunning(true);
    setFailure(undefined);
    try {
      await props.run(reason.trim());
      props.onDone();
    } catch (error) {
      setRunning(false);
      if (!props.takesFailure?.(error)) setFailure(error);
    }
  };

  const focusFirst = () => {
    const first = props.firstControl && document.getElementById(props.firstControl);
    (first || field.current)?.focus();
  };

  return (
    <Dialog
      title={props.title}
      okText={props.confirmWord}
      cancelText={t('act.back')}
      okButtonProps={{ danger: props.isDangerous === true, disabled: props.canConfirm === false }}
      confirmLoading={isRunning}
      onOk={() => void confirm()}
      onCancel={props.onClose}
      afterOpenChange={(isOpen) => isOpen && focusFirst()}
    >
      {props.consequences.length > 0 && (
        <Alert
          type={props.isDangerous ? 'warning' : 'info'}
          showIcon
          title={t('act.consequence')}
          description={
            <ul className="plain-list">
              {props.consequences.map((one, index) => (
                <li key={index}>{one}</li>
              ))}
            </ul>
          }
        />
      )}
      {props.children}
      <Form layout="vertical" component="div" className="act-form">
        <Form.Item
          label={t('act.reason')}
          htmlFor="act-reason"
          required
          {...(isLacking && reason.trim() === ''
            ? { validateStatus: 'error', help: t('act.reasonMissing') }
            : {})}
        >
          <Input
            id="act-reason"
            ref={(input) => {
              field.current = input;
            }}
            value={reason}
            maxLength={LONGEST_REASON}
            aria-required
            autoComplete="off"
            onChange={(event) => setReason(event.target.value)}
            onPressEnter={() => void confirm()}
          />
        </Form.Item>
        <QuickReasons reasons={props.quickReasons} take={setReason} />
      </Form>
      {failure !== undefined && (
        <RefusalNotice
          error={failure}
          {...(isStale(failure) ? { action: { word: t('act.reload'), run: props.onReload } } : {})}
        />
      )}
    </Dialog>
  );
}
