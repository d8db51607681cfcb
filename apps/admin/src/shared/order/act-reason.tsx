import { Button, Form, Input } from 'antd';
import { useTexts } from '../i18n/i18n.js';

/** What the words of an act are called, and how many there may be; those of a reason unless told otherwise. */
export type ActWords = {
  readonly label?: string;
  readonly missing?: string;
  readonly longest?: number;
  /** More than one line. */
  readonly isLong?: boolean;
};

type Props = {
  readonly words: ActWords;
  readonly text: string;
  readonly isLacking: boolean;
  readonly quickReasons: readonly string[];
  readonly change: (text: string) => void;
  readonly submit: () => void;
  /** Told the control, to give it the focus. */
  readonly field: (control: { focus: () => void } | null) => void;
};

const LONGEST_REASON = 500;

function QuickReasons({ reasons, take }: { reasons: readonly string[]; take: (one: string) => void }) {
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

/** The words that somebody gives for an act, with those that are common at hand. */
export function ActReason({ words, text, isLacking, quickReasons, change, submit, field }: Props) {
  const { t } = useTexts();
  const common = {
    id: 'act-reason',
    ref: field,
    value: text,
    maxLength: words.longest ?? LONGEST_REASON,
    'aria-required': true,
    autoComplete: 'off',
    onChange: (event: { readonly target: { readonly value: string } }) => change(event.target.value),
  };
  return (
    <Form layout="vertical" component="div" className="act-form">
      <Form.Item
        label={words.label ?? t('act.reason')}
        htmlFor="act-reason"
        required
        {...(isLacking && text.trim() === ''
          ? { validateStatus: 'error', help: words.missing ?? t('act.reasonMissing') }
          : {})}
      >
        {words.isLong ? <Input.TextArea rows={4} {...common} /> : <Input onPressEnter={submit} {...common} />}
      </Form.Item>
      {quickReasons.length > 0 && <QuickReasons reasons={quickReasons} take={change} />}
    </Form>
  );
}
