import { Radio } from 'antd';
import { useId } from 'react';

type Props<T extends string> = {
  readonly legend: string;
  /** Nothing is chosen at first where it is undefined. */
  readonly value: T | undefined;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly change: (value: T) => void;
  /** Of the first option, for whoever gives it the focus. */
  readonly firstId?: string;
};

/** One choice of a few that are all in sight, under what they are about. */
export function OneOf<T extends string>({ legend, value, options, change, firstId }: Props<T>) {
  const label = useId();
  return (
    <fieldset className="bare field">
      <legend id={label}>{legend}</legend>
      <Radio.Group aria-labelledby={label} value={value} onChange={(event) => change(event.target.value)}>
        {options.map((option, index) => (
          <Radio key={option.value} value={option.value} {...(index === 0 && firstId ? { id: firstId } : {})}>
            {option.label}
          </Radio>
        ))}
      </Radio.Group>
    </fieldset>
  );
}
