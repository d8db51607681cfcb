import { useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';
import { NumberField } from '../../shared/rules/number-field.js';
import { clockOf, type Field, grouped, type Numbers, numberAt, withNumberAt } from './numbers.js';

type Props = {
  readonly fields: readonly Field[];
  readonly numbers: Numbers;
  readonly change: (numbers: Numbers) => void;
};

/** The numbers as fields with their bounds; nothing is published by typing. */
export function NumbersEditor({ fields, numbers, change }: Props) {
  const { t } = useTexts();
  const hintOf = ({ at, least, most }: Field) => {
    const clock = clockOf(at, numberAt(numbers, at));
    return clock
      ? t('clinicRules.clockBounds', { clock, least, most })
      : t('clinicRules.bounds', { least, most });
  };
  return grouped(fields).map(([group, those]) => (
    <fieldset key={group} className="week-row">
      <legend>{t(`clinicRules.group.${group}`)}</legend>
      <div className="rules-fields">
        {those.map((field) => (
          <NumberField
            key={field.at}
            label={wordOf('clinicRules.field', field.at)}
            of={t(`clinicRules.group.${group}`)}
            value={numberAt(numbers, field.at)}
            hint={hintOf(field)}
            change={(number) => change(withNumberAt(numbers, field.at, number))}
          />
        ))}
      </div>
    </fieldset>
  ));
}
