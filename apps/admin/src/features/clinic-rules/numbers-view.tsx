import { useTexts } from '../../shared/i18n/i18n.js';
import { wordOf } from '../../shared/i18n/words.js';
import { type Field, grouped, type Numbers, numberAt, shownNumber } from './numbers.js';

type Props = { readonly fields: readonly Field[]; readonly numbers: Numbers };

/** One version as it is: nothing of it ever changes. */
export function NumbersView({ fields, numbers }: Props) {
  const { t } = useTexts();
  return grouped(fields).map(([group, those]) => (
    <section key={group} className="rules-group" aria-label={t(`clinicRules.group.${group}`)}>
      <h3>{t(`clinicRules.group.${group}`)}</h3>
      <dl className="facts">
        {those.map(({ at }) => (
          <div key={at} data-number={at}>
            <dt>{wordOf('clinicRules.field', at)}</dt>
            <dd>{shownNumber(at, numberAt(numbers, at))}</dd>
          </div>
        ))}
      </dl>
    </section>
  ));
}
