import { randomUUID } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DataDirInUse, migrate, openDatabase } from '@banzhen/postgres';
import { readNumbers } from '@banzhen/postgres/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startChild } from './child.js';

const SLOW_MS = 60_000;

describe('the embedded database', () => {
  let made: string;
  let dataDir: string;
  beforeAll(async () => {
    made = mkdtempSync(join(tmpdir(), 'banzhen-made-'));
    const database = await openDatabase({ kind: 'embedded', dataDir: made });
    await database.close();
  }, SLOW_MS);
  afterAll(() => rmSync(made, { recursive: true }));
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'banzhen-embedded-'));
  });
  afterEach(() => rmSync(dataDir, { recursive: true }));
  /** Making the files takes long, and one test is about that. */
  const withFiles = () => cpSync(made, dataDir, { recursive: true });

  it('keeps what was acknowledged through kill -9', { timeout: SLOW_MS }, async () => {
    withFiles();
    const acknowledged: number[] = [];
    for (const enough of [50, 100]) {
      const writer = startChild('write-rows.mjs', dataDir);
      await writer.says((output) => output.split('\n').length > enough);
      await writer.kill9();
      acknowledged.push(Number(writer.output().split('\n').at(-2)));
    }
    const database = await openDatabase({ kind: 'embedded', dataDir });
    const numbers = await readNumbers(database.db);
    await database.close();
    const [first = 0, second = 0] = acknowledged;
    for (let number = 1; number <= first; number += 1) expect(numbers.get(number)).toBeGreaterThanOrEqual(1);
    for (let number = 1; number <= second; number += 1)
      expect(numbers.get(number)).toBeGreaterThanOrEqual(number <= first ? 2 : 1);
  });

  describe('drafts that killed starts have left', () => {
    const draft = (name: string, minutesOld: number) => {
      const folder = join(dataDir, `postgres.draft-${name}`);
      mkdirSync(join(folder, 'base'), { recursive: true });
      const then = new Date(Date.now() - minutesOld * 60_000);
      utimesSync(folder, then, then);
      return folder;
    };
    const openAndClose = async () => {
      const database = await openDatabase({ kind: 'embedded', dataDir });
      await migrate(database.db);
      await database.close();
    };

    it('are removed when the folder is opened, the first time and later', { timeout: SLOW_MS }, async () => {
      draft(randomUUID(), 60);
      await openAndClose();
      expect(readdirSync(dataDir)).toEqual(['postgres']);
      draft(randomUUID(), 60);
      await openAndClose();
      expect(readdirSync(dataDir)).toEqual(['postgres']);
    });

    it('stay while somebody may still write into them, and when they are not ours', {
      timeout: SLOW_MS,
    }, async () => {
      withFiles();
      const kept = [draft(randomUUID(), 1), draft('of-mine', 60)].map((folder) => basename(folder));
      await openAndClose();
      expect(readdirSync(dataDir).toSorted()).toEqual(['postgres', ...kept].toSorted());
    });
  });

  it('is refused to a second opener and free after closing', { timeout: SLOW_MS }, async () => {
    withFiles();
    const first = await openDatabase({ kind: 'embedded', dataDir, holder: 'the first' });
    await migrate(first.db);
    await expect(openDatabase({ kind: 'embedded', dataDir })).rejects.toThrow(DataDirInUse);
    await first.close();
    const second = await openDatabase({ kind: 'embedded', dataDir });
    expect(await migrate(second.db)).toEqual([]);
    await second.close();
  });
});
