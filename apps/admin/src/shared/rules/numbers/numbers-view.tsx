import type { NumberFieldDto, NumberListDto } from '@banzhen/contracts';
import { useTexts } from '../../i18n/i18n.js';
import { wordOf } from '../../i18n/words.js';
import {
  fieldsInList,
  grouped,
  lengthOf,
  listsOf,
  type NumberGroups,
  numberAt,
  shownNumber,
  singleFields,
} from './numbers.js';
import type { RulesTexts } from './rules-of-numbers.js';

type Props = {
  readonly texts: RulesTexts;
  readonly groups: NumberGroups;
  readonly fields: readonly NumberFieldDto[];
  readonly lists: readonly NumberListDto[];
  readonly numbers: object;
};

/** A list of a version, a row for each of its entries. */
function ListView({
  texts,
  fields,
  list,
  numbers,
}: Omit<Props, 'groups' | 'lists'> & { list: NumberListDto }) {
  const { t } = useTexts();
  const title = wordOf(`${texts}.list`, list.at);
  const columns = fieldsInList(fields, list);
  const rows = Array.from({ length: lengthOf(numbers, list) }, (_, index) => index);
  return (
    <div className="rules-list" data-list={list.at}>
      <h4>{title}</h4>
      {rows.length === 0 ? (
        <p className="hint">{t('rules.nothing')}</p>
      ) : (
        <table className="rules-rows" aria-label={title}>
          <thead>
            <tr>
              {columns.map(({ at }) => (
                <th key={at} scope="col">
                  {wordOf(`${texts}.field`, at)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((index) => (
              <tr key={index}>
                {columns.map(({ at, unit }) => {
                  const place = at.replace('*', String(index));
                  return (
                    <td key={at} data-number={place}>
                      {shownNumber(unit, numberAt(numbers, place))}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

/** One version as it is: nothing of it ever changes. */
export function NumbersView({ groups, lists, ...props }: Props) {
  const { texts, fields, numbers } = props;
  return grouped(fields, groups).map(([group, those]) => {
    const title = wordOf(`${texts}.group`, group);
    return (
      <section key={group} className="rules-group" aria-label={title}>
        <h3>{title}</h3>
        <dl className="facts">
          {singleFields(those).map(({ at, unit }) => (
            <div key={at} data-number={at}>
              <dt>{wordOf(`${texts}.field`, at)}</dt>
              <dd>{shownNumber(unit, numberAt(numbers, at))}</dd>
            </div>
          ))}
        </dl>
        {listsOf(those, lists).map((list) => (
          <ListView key={list.at} {...props} list={list} />
        ))}
      </section>
    );
  });
}
