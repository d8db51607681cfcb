import type { KeySubjectKind } from '@banzhen/domain/privacy';
import { bigint, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant } from './columns.js';

export const dataKeys = pgTable('data_key', {
  kid: uuid('kid').primaryKey(),
  subjectKind: text('subject_kind').$type<KeySubjectKind>().notNull(),
  subjectId: uuid('subject_id').notNull(),
  state: text('state').$type<'active' | 'retired' | 'destroyed'>().notNull(),
  kekId: text('kek_id'),
  wrapped: bytes('wrapped'),
  createdAt: instant('created_at').notNull().defaultNow(),
  destroyedAt: instant('destroyed_at'),
});

export const dataKeyRotations = pgTable('data_key_rotation', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  startedAt: instant('started_at').notNull().defaultNow(),
  finishedAt: instant('finished_at'),
});
