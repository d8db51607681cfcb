import { bigint, customType, pgTable, smallint, text } from 'drizzle-orm/pg-core';

const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });

export const auditEntry = pgTable('audit_entry', {
  stream: smallint('stream').notNull(),
  seq: bigint('seq', { mode: 'number' }).notNull(),
  body: text('body').notNull(),
  prev: bytes('prev').notNull(),
  hash: bytes('hash').notNull(),
});

export const auditCheckpoint = pgTable('audit_checkpoint', {
  id: smallint('id').primaryKey(),
  line: text('line'),
});
