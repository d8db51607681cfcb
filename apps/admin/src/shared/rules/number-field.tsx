import { Input } from 'antd';
import { useId } from 'react';
import { FilterField } from '../layout/filter-form.js';

type Props = {
  readonly label: string;
  /** What it is about, for whoever hears the field alone. */
  readonly of: string;
  readonly value: number;
  /** What is allowed, or what the number stands for. */
  readonly hint?: string;
  readonly change: (value: number) => void;
};

/** A whole number; what is allowed is said by the server when the rules are checked. */
export function NumberField({ label, of, value, hint, change }: Props) {
  const id = useId();
  return (
    <FilterField id={id} label={label}>
      <Input
        id={id}
        type="number"
        step={1}
        value={value}
        aria-label={`${of}: ${label}`}
        {...(hint ? { 'aria-describedby': `${id}hint` } : {})}
        onChange={(event) => change(Number(event.target.value))}
      />
      {hint && (
        <p id={`${id}hint`} className="fine">
          {hint}
        </p>
      )}
    </FilterField>
  );
}
