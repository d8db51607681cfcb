/** An error that a person can act on: what happened and what to do, in Chinese and in English. */
export type ToldError = { readonly type: string; readonly zh: string; readonly en: string };

/** A command cannot do what was asked. */
export class CommandError extends Error implements ToldError {
  readonly type: string;
  readonly zh: string;
  readonly en: string;

  constructor({ type, zh, en }: ToldError, cause?: unknown) {
    super(en, { cause });
    this.name = 'CommandError';
    this.type = type;
    this.zh = zh;
    this.en = en;
  }
}

const hasWords = (failure: object): failure is ToldError =>
  'type' in failure && 'zh' in failure && 'en' in failure;

/** Any failure as something to tell. */
export const toldErrorOf = (failure: unknown): ToldError => {
  if (typeof failure === 'object' && failure !== null && hasWords(failure)) return failure;
  const text = failure instanceof Error ? failure.message : String(failure);
  const type = failure instanceof Error ? failure.name : 'Unknown';
  return { type, zh: text, en: text };
};
