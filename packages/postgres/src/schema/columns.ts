import type { Money } from '@banzhen/domain/shared/money';
import { bigint, customType, timestamp } from 'drizzle-orm/pg-core';

/** An instant; UTC inside. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** Whole fen. */
export const fenAmount = (name: string) => bigint(name, { mode: 'number' }).$type<Money>();

/** A sealed value, a blind index or a wrapped key. */
export const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });

/** A `tstzrange`, as the text that PostgreSQL shows. */
export const instantRange = customType<{ data: string }>({ dataType: () => 'tstzrange' });

/** The transaction that wrote a row: `xid8`, as text. */
export const transactionId = customType<{ data: string }>({ dataType: () => 'xid8' });
