/** What a refusal says to a person, in both languages. */
export type Sentence = { readonly zh: string; readonly en: string };
