import type { NumberFieldDto, NumberListDto } from '@banzhen/contracts';
import { Button } from 'antd';
import { useTexts } from '../../i18n/i18n.js';
import { wordOf } from '../../i18n/words.js';
import { NumberField } from '../number-field.js';
import * as draft from './numbers.js';
import type { RulesTexts } from './rules-of-numbers.js';

type Props<Numbers> = {
  readonly texts: RulesTexts;
  readonly groups: draft.NumberGroups;
  readonly fields: readonly NumberFieldDto[];
  readonly lists: readonly NumberListDto[];
  readonly numbers: Numbers;
  readonly change: (numbers: Numbers) => void;
};

type PlaceProps<Numbers> = Pick<Props<Numbers>, 'texts' | 'numbers' | 'change'> & {
  readonly field: NumberFieldDto;
  readonly place: string;
  readonly of: string;
};

/** A number in the unit in which people type it, with what is allowed. */
function PlaceField<Numbers extends object>({
  texts,
  numbers,
  change,
  field,
  place,
  of,
}: PlaceProps<Numbers>) {
  const { t } = useTexts();
  const { unit, least, most } = field;
  const scale = draft.scaleOf(unit);
  const number = draft.numberAt(numbers, place);
  const bounds = { least: least / scale, most: most / scale };
  return (
    <NumberField
      label={wordOf(`${texts}.field`, field.at)}
      of={of}
      value={number}
      scale={scale}
      hint={
        unit === 'minute-of-day'
          ? t('numberRules.clockBounds', { ...bounds, clock: draft.clockOf(number) })
          : t('numberRules.bounds', bounds)
      }
      change={(given) => change(draft.withNumberAt(numbers, place, given))}
    />
  );
}

/** The rows of a list, each as its fields. */
function ListRows<Numbers extends object>({
  list,
  texts,
  fields,
  numbers,
  change,
}: Omit<Props<Numbers>, 'groups' | 'lists'> & { readonly list: NumberListDto }) {
  const { t } = useTexts();
  const name = wordOf(`${texts}.list`, list.at);
  const rows = Array.from({ length: draft.lengthOf(numbers, list) }, (_, index) => index);
  return (
    <div className="rules-list" data-list={list.at}>
      <h3>{name}</h3>
      {rows.map((index) => {
        const row = t('numberRules.rowOf', { row: index + 1, name });
        return (
          <div key={index} className="rules-fields" data-row={index}>
            {draft.fieldsInList(fields, list).map((field) => (
              <PlaceField
                key={field.at}
                {...{ texts, numbers, change, field }}
                place={field.at.replace('*', String(index))}
                of={row}
              />
            ))}
            <Button
              size="small"
              disabled={rows.length <= list.least}
              aria-label={t('rules.removeOf', { what: row })}
              data-act="remove-row"
              onClick={() => change(draft.withoutRow(numbers, list, index))}
            >
              {t('numberRules.removeRow')}
            </Button>
          </div>
        );
      })}
      <Button
        size="small"
        disabled={rows.length >= list.most}
        aria-label={t('numberRules.addRowOf', { name })}
        data-act="add-row"
        onClick={() => change(draft.withRowAdded(numbers, list, fields))}
      >
        {t('numberRules.addRow')}
      </Button>
    </div>
  );
}

/** The numbers as fields with their bounds, lists as rows of them; nothing is published by typing. */
export function NumbersEditor<Numbers extends object>({ groups, lists, ...props }: Props<Numbers>) {
  return draft.grouped(props.fields, groups).map(([group, those]) => {
    const of = wordOf(`${props.texts}.group`, group);
    return (
      <fieldset key={group} className="week-row">
        <legend>{of}</legend>
        <div className="rules-fields">
          {draft.singleFields(those).map((field) => (
            <PlaceField key={field.at} {...props} field={field} place={field.at} of={of} />
          ))}
        </div>
        {draft.listsOf(those, lists).map((list) => (
          <ListRows key={list.at} {...props} list={list} />
        ))}
      </fieldset>
    );
  });
}
