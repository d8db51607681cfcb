import type { ClinicPolicyPreviewDto } from '@banzhen/contracts';
import { useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';
import { shownNumber } from './numbers.js';

/** What is different from the version that is in force by then, as the server says. */
export function NumberChanges({ changes }: Pick<ClinicPolicyPreviewDto, 'changes'>) {
  const { t } = useTexts();
  if (changes.length === 0) return <p className="hint">{t('rules.unchanged')}</p>;
  return (
    <ul className="plain-list">
      {changes.map(({ at, before, after }) => (
        <li key={at} data-change={at}>
          {t('rules.change', {
            field: wordOf('clinicRules.field', at),
            before: shownNumber(at, before),
            after: shownNumber(at, after),
          })}
        </li>
      ))}
    </ul>
  );
}
