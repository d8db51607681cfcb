import type * as Table from '@banzhen/domain/policy';

const table: { readonly operations: typeof Table.operations } = await import(
  new URL(import.meta.url).searchParams.get('table') ?? ''
);

/** The planted bug: a row that is too wide. */
export const operations = {
  ...table.operations,
  'order.read': { allow: ['self', 'partner-booker'], hide: true },
};
