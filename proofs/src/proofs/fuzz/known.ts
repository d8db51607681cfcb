/** What the product has told so far, by the name of the field: ids, codes, cursors. */
export interface Known {
  /** Values of a field of this name, the latest first; those of any field when there are none. */
  of(name: string): readonly string[];
  /** Takes everything out of an answer that could be sent back. */
  learn(answer: unknown): void;
}

const MOST_OF_A_NAME = 40;
const WORTH_KEEPING = /^[\w.:/-]{1,80}$/;

/** Fields that are told under one name and asked for under another. */
const alsoKnownAs: Readonly<Record<string, string>> = { nextCursor: 'cursor', orderNo: 'text' };

export const makeKnown = (): Known => {
  const values = new Map<string, Set<string>>();
  const keep = (name: string, value: string) => {
    const kept = values.get(name) ?? new Set();
    if (kept.size < MOST_OF_A_NAME) kept.add(value);
    values.set(name, kept);
  };
  const learn = (value: unknown, name: string): void => {
    if (typeof value === 'string' && WORTH_KEEPING.test(value)) {
      keep(name, value);
      const other = alsoKnownAs[name];
      if (other !== undefined) keep(other, value);
    } else if (Array.isArray(value)) for (const part of value) learn(part, name);
    else if (typeof value === 'object' && value !== null)
      for (const [field, part] of Object.entries(value)) learn(part, field);
  };
  return {
    of: (name) => [...(values.get(name) ?? [])],
    learn: (answer) => learn(answer, ''),
  };
};
