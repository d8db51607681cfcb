import { Input } from 'antd';
import { useId } from 'react';
import { FilterField } from '../../shared/layout/filter-form.js';

type Props = {
  readonly label: string;
  /** What it is about, for whoever hears the field alone. */
  readonly of: string;
  readonly value: number;
  readonly change: (value: number) => void;
};

/** A whole number; what is allowed is said by the server when the rules are checked. */
export function NumberField({ label, of, value, change }: Props) {
  const id = useId();
  return (
    <FilterField id={id} label={label}>
      <Input
        id={id}
        type="number"
        step={1}
        value={value}
        aria-label={`${of}: ${label}`}
        onChange={(event) => change(Math.trunc(Number(event.target.value)))}
      />
    </FilterField>
  );
}
