import type { NumberFieldDto } from '@banzhen/contracts';
import { wordOf } from '../../i18n/words.js';
import { grouped, type NumberGroups, numberAt, placesOf, shownNumber } from './numbers.js';
import type { RulesTexts } from './rules-of-numbers.js';
import { usePlaceName } from './use-place-name.js';

type Props = {
  readonly texts: RulesTexts;
  readonly groups: NumberGroups;
  readonly fields: readonly NumberFieldDto[];
  readonly numbers: object;
};

/** One version as it is: nothing of it ever changes. */
export function NumbersView({ texts, groups, fields, numbers }: Props) {
  const nameOf = usePlaceName(texts);
  return grouped(fields, groups).map(([group, those]) => {
    const title = wordOf(`${texts}.group`, group);
    return (
      <section key={group} className="rules-group" aria-label={title}>
        <h3>{title}</h3>
        <dl className="facts">
          {those.flatMap(({ at, unit }) =>
            placesOf(numbers, at).map((place) => (
              <div key={place} data-number={place}>
                <dt>{nameOf(place)}</dt>
                <dd>{shownNumber(unit, numberAt(numbers, place))}</dd>
              </div>
            )),
          )}
        </dl>
      </section>
    );
  });
}
