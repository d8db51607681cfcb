import type * as Rows from '@banzhen/postgres';

type Whole = Pick<typeof Rows, 'askerOf' | 'nobody' | 'platformAsker'> & {
  readonly SAY_WHO_ASKS: string;
  readonly whoAsks: (asker: Rows.Asker) => string[];
};

const rows: Whole = await import(new URL(import.meta.url).searchParams.get('asker') ?? '');

export const { askerOf, nobody, platformAsker, SAY_WHO_ASKS } = rows;

/** The planted bug: it is always the platform that asks. */
export const whoAsks = (): string[] => rows.whoAsks(rows.platformAsker);
