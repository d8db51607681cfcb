import type { PriceListsDto } from '@banzhen/contracts';
import { Input } from 'antd';
import { useId } from 'react';
import { useTexts } from '../../shared/i18n/i18n.js';
import { FilterField } from '../../shared/layout/filter-form.js';
import { type DraftPrice, isTypedWell, type PricePart } from './draft.js';
import { useServiceName } from './service-name.js';

type Props = Pick<PriceListsDto, 'services'> & {
  readonly drafts: readonly DraftPrice[];
  readonly change: (drafts: readonly DraftPrice[]) => void;
};

const parts = ['price', 'lowest', 'highest'] as const;

type FieldProps = {
  readonly draft: DraftPrice;
  readonly part: PricePart;
  readonly of: string;
  readonly type: (text: string) => void;
};

function YuanField({ draft, part, of, type }: FieldProps) {
  const { t } = useTexts();
  const id = useId();
  const label = t(`prices.field.${part}`);
  return (
    <FilterField id={id} label={label}>
      <Input
        id={id}
        inputMode="decimal"
        value={draft[part]}
        {...(isTypedWell(draft, part) ? {} : { status: 'error' as const, 'aria-invalid': true })}
        aria-label={`${of}: ${label}`}
        data-part={part}
        onChange={(event) => type(event.target.value)}
      />
    </FilterField>
  );
}

/** Prices and usual ranges as fields, in yuan; nothing is published by typing. */
export function PricesEditor({ services, drafts, change }: Props) {
  const name = useServiceName(services);
  const type = (at: DraftPrice, part: PricePart, text: string) =>
    change(drafts.map((one) => (one === at ? { ...one, [part]: text } : one)));
  return drafts.map((draft) => {
    const of = name(draft);
    return (
      <fieldset key={of} className="week-row" data-edit-price={draft.serviceCode}>
        <legend>{of}</legend>
        <div className="rules-fields">
          {parts.map((part) => (
            <YuanField key={part} {...{ draft, part, of }} type={(text) => type(draft, part, text)} />
          ))}
        </div>
      </fieldset>
    );
  });
}
