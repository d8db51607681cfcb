/** `most` is a fact, "at most" is English. */
const nameIn = (name: string): RegExp => new RegExp(`(?<![Aa]t |[\\w-])${name}(?![\\w-])`, 'g');

/** The sentence of a refusal, which names its facts for programs: numbers stand in their places. */
export const refusalSentence = (sentence: string, facts: Readonly<Record<string, unknown>>): string =>
  Object.entries(facts).reduce(
    (told, [name, value]) =>
      typeof value === 'number' ? told.replaceAll(nameIn(name), String(value)) : told,
    sentence,
  );
