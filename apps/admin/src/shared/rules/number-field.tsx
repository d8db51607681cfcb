import { Input } from 'antd';
import { useId } from 'react';
import { FilterField } from '../layout/filter-form.js';

type Props = {
  readonly label: string;
  /** What it is about, for whoever hears the field alone. */
  readonly of: string;
  readonly value: number;
  /** How many of what is counted make one of what is typed: 100 fen are a yuan. */
  readonly scale?: number;
  /** What is allowed, or what the number stands for. */
  readonly hint?: string;
  readonly change: (value: number) => void;
};

const countedOf = (typed: string, scale: number): number =>
  scale === 1 ? Number(typed) : Math.round(Number(typed) * scale);

/** A whole number; what is allowed is said by the server when the rules are checked. */
export function NumberField({ label, of, value, scale = 1, hint, change }: Props) {
  const id = useId();
  return (
    <FilterField id={id} label={label}>
      <Input
        id={id}
        type="number"
        step={1 / scale}
        value={value / scale}
        aria-label={`${of}: ${label}`}
        {...(hint ? { 'aria-describedby': `${id}hint` } : {})}
        onChange={(event) => change(countedOf(event.target.value, scale))}
      />
      {hint && (
        <p id={`${id}hint`} className="fine">
          {hint}
        </p>
      )}
    </FilterField>
  );
}
