import { Input } from 'antd';
import { useId } from 'react';
import { instantOf, mainlandZone, wallTimeOf } from '../../shared/format.js';
import { useTexts } from '../../shared/i18n/i18n.js';

type Props = { readonly wallTime: string; readonly change: (wallTime: string) => void };

/** Until when something is to last, on the wall clock of the mainland; empty means for good. */
export function UntilField({ wallTime, change }: Props) {
  const { t } = useTexts();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{t('until.label')}</label>
      <Input
        id={id}
        type="datetime-local"
        value={wallTime}
        min={wallTimeOf(new Date().toISOString(), mainlandZone)}
        aria-describedby={`${id}hint`}
        onChange={(event) => change(event.target.value)}
      />
      <p id={`${id}hint`} className="hint">
        {t('until.hint')}
      </p>
    </div>
  );
}

/** As the API takes it: absent for good. */
export const untilOf = (wallTime: string): { readonly until?: string } =>
  wallTime === '' ? {} : { until: instantOf(wallTime, mainlandZone) };
