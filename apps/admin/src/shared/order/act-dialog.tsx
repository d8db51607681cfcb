import './act-dialog.css';
import { Alert } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { isStale } from '../api/refusal.js';
import { useTexts } from '../i18n/i18n.js';
import { Dialog } from '../layout/dialog.js';
import { RefusalNotice } from '../layout/refusal-notice.js';
import { useStepUp } from '../step-up/step-up.js';
import { ActReason, type ActWords } from './act-reason.js';

type Props = {
  readonly title: string;
  /** What will happen, with its numbers; one sentence each. */
  readonly consequences: readonly ReactNode[];
  readonly confirmWord: string;
  readonly isDangerous?: boolean;
  readonly canConfirm?: boolean;
  /** Reasons that can be taken over with one key. */
  readonly quickReasons?: readonly string[];
  readonly proposedReason?: string;
  /** What is asked for in words; `none` where the act takes no words. */
  readonly words?: ActWords | 'none';
  readonly children?: ReactNode;
  /** The control that has the focus at first; the reason when none is named. `act-confirm` is the button that does it. */
  readonly firstControl?: string;
  readonly run: (reason: string) => Promise<unknown>;
  /** True when the dialog's own content deals with the failure and says so. */
  readonly takesFailure?: (error: unknown) => boolean;
  readonly onDone: () => void;
  /** Reads anew what somebody else has changed meanwhile. */
  readonly onReload?: () => void;
  readonly onClose: () => void;
};

function Consequences({ isDangerous, sentences }: { isDangerous: boolean; sentences: readonly ReactNode[] }) {
  const { t } = useTexts();
  return (
    <Alert
      type={isDangerous ? 'warning' : 'info'}
      showIcon
      title={t('act.consequence')}
      description={
        <ul className="plain-list">
          {sentences.map((one, index) => (
            <li key={index}>{one}</li>
          ))}
        </ul>
      }
    />
  );
}

/** Runs what was confirmed, with a proof of who is at the keyboard where the server asks for one; keeps what it refuses. */
function useAct({ run, takesFailure, onDone }: Pick<Props, 'run' | 'takesFailure' | 'onDone'>) {
  const withStepUp = useStepUp();
  const [isRunning, setRunning] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const act = async (reason: string) => {
    setRunning(true);
    setFailure(undefined);
    try {
      await withStepUp(() => run(reason));
      onDone();
    } catch (error) {
      setRunning(false);
      if (!takesFailure?.(error)) setFailure(error);
    }
  };
  return { act, isRunning, failure };
}

/** One act of staff: consequence, reason, confirmation, and the server's words when it refuses. */
export function ActDialog(props: Props) {
  const { t } = useTexts();
  const { words = {}, quickReasons = [], isDangerous = false, onReload } = props;
  const [reason, setReason] = useState(props.proposedReason ?? '');
  const [isLacking, setLacking] = useState(false);
  const { act, isRunning, failure } = useAct(props);
  const field = useRef<{ focus: () => void }>(null);

  const confirm = async () => {
    if (isRunning || props.canConfirm === false) return;
    if (words !== 'none' && reason.trim() === '') {
      setLacking(true);
      field.current?.focus();
      return;
    }
    await act(reason.trim());
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
      okButtonProps={{ id: 'act-confirm', danger: isDangerous, disabled: props.canConfirm === false }}
      confirmLoading={isRunning}
      onOk={() => void confirm()}
      onCancel={props.onClose}
      afterOpenChange={(isOpen) => isOpen && focusFirst()}
    >
      {props.consequences.length > 0 && (
        <Consequences isDangerous={isDangerous} sentences={props.consequences} />
      )}
      {props.children}
      {words !== 'none' && (
        <ActReason
          words={words}
          text={reason}
          isLacking={isLacking}
          quickReasons={quickReasons}
          change={setReason}
          submit={() => void confirm()}
          field={(control) => {
            field.current = control;
          }}
        />
      )}
      {failure !== undefined && (
        <RefusalNotice
          error={failure}
          {...(onReload && isStale(failure) ? { action: { word: t('act.reload'), run: onReload } } : {})}
        />
      )}
    </Dialog>
  );
}
