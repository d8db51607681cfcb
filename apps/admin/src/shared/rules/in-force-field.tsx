import { Input } from 'antd';
import { useTexts } from '../i18n/i18n.js';

type Props = {
  readonly id: string;
  /** As it is typed, on the clocks of the mainland; empty for now. */
  readonly wallTime: string;
  readonly change: (wallTime: string) => void;
};

/** From when on a version is to be in force. */
export function InForceField({ id, wallTime, change }: Props) {
  const { t } = useTexts();
  return (
    <div className="field">
      <label htmlFor={id}>{t('rules.inForceFrom')}</label>
      <Input
        id={id}
        type="datetime-local"
        value={wallTime}
        aria-describedby={`${id}hint`}
        onChange={(event) => change(event.target.value)}
      />
      <p id={`${id}hint`} className="hint">
        {t('rules.inForceHint')}
      </p>
    </div>
  );
}
