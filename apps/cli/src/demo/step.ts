import type { Visit } from './visit.js';

/** What a step has to tell besides its name; `zh` and `en` are for people, the rest is for programs. */
export type Facts = { readonly zh: string; readonly en: string; readonly [fact: string]: unknown };

export type Step = {
  /** Stable, for programs. */
  readonly name: string;
  readonly zh: string;
  readonly en: string;
  readonly act: (visit: Visit) => Promise<Facts>;
};
