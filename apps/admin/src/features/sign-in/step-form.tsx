import { Button, Input, type InputProps } from 'antd';
import type { FormEvent, ReactNode } from 'react';
import { RefusalNotice } from '../../shared/layout/refusal-notice.js';

/** One field of the sign-in under its label. */
export function StepField({
  id,
  label,
  hint,
  ...input
}: InputProps & { readonly id: string; readonly label: string; readonly hint?: string }) {
  const Field = input.type === 'password' ? Input.Password : Input;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <Field
        id={id}
        size="large"
        required
        {...(hint ? { 'aria-describedby': `${id}-hint` } : {})}
        {...input}
      />
      {hint && (
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
      )}
    </div>
  );
}

type Props = {
  readonly word: string;
  readonly isBusy: boolean;
  readonly error: unknown;
  readonly submit: () => void;
  readonly children: ReactNode;
};

/** One step of the sign-in: its fields, the server's words when it refuses, and one way on. */
export function StepForm({ word, isBusy, error, submit, children }: Props) {
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!isBusy) submit();
  };
  return (
    <form onSubmit={send} className="sign-in-step">
      {children}
      {error !== null && <RefusalNotice error={error} />}
      <Button block type="primary" size="large" htmlType="submit" loading={isBusy}>
        {word}
      </Button>
    </form>
  );
}
