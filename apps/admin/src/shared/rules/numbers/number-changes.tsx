import type { NumberFieldDto, PolicyPreviewDto } from '@banzhen/contracts';
import { useTexts } from '../../i18n/i18n.js';
import { fieldPlaceOf, shownNumber } from './numbers.js';
import type { RulesTexts } from './rules-of-numbers.js';
import { usePlaceName } from './use-place-name.js';

type Props = Pick<PolicyPreviewDto, 'changes'> & {
  readonly texts: RulesTexts;
  readonly fields: readonly NumberFieldDto[];
};

/** What is different from the version that is in force by then, as the server says. */
export function NumberChanges({ texts, fields, changes }: Props) {
  const { t } = useTexts();
  const nameOf = usePlaceName(texts);
  if (changes.length === 0) return <p className="hint">{t('rules.unchanged')}</p>;
  const shown = (at: string, number: number | undefined) => {
    const unit = fields.find((field) => field.at === fieldPlaceOf(at))?.unit ?? 'plain';
    return number === undefined ? t('rules.nothing') : shownNumber(unit, number);
  };
  return (
    <ul className="plain-list">
      {changes.map(({ at, before, after }) => (
        <li key={at} data-change={at}>
          {t('rules.change', { field: nameOf(at), before: shown(at, before), after: shown(at, after) })}
        </li>
      ))}
    </ul>
  );
}
