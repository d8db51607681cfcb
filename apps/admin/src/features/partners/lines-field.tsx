import { Input } from 'antd';

type Props = {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly maxLength: number;
  readonly change: (value: string) => void;
};

/** A field of a few lines, with what belongs into it. */
export function LinesField({ id, label, hint, value, maxLength, change }: Props) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <Input.TextArea
        id={id}
        rows={2}
        value={value}
        maxLength={maxLength}
        aria-describedby={`${id}-hint`}
        onChange={(event) => change(event.target.value)}
      />
      <p id={`${id}-hint`} className="fine">
        {hint}
      </p>
    </div>
  );
}
