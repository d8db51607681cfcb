import { useState } from 'react';

/** The answer to a draft that was checked; typing on makes it old. */
export function useChecked<Draft, Answer>(draft: Draft) {
  const [kept, setKept] = useState<{ readonly draft: Draft; readonly answer: Answer }>();
  return {
    /** Of the draft as it stands, or undefined. */
    checked: kept?.draft === draft ? kept.answer : undefined,
    keep: (answer: Answer) => setKept({ draft, answer }),
  };
}
