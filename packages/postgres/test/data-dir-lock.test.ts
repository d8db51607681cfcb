import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataDirInUse, DataDirLockUnreadable, lockDataDir } from '@banzhen/postgres/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Child, startChild } from './child.js';

describe('the lock of a data folder', () => {
  let dataDir: string;
  let children: Child[];
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'banzhen-lock-'));
    children = [];
  });
  afterEach(async () => {
    await Promise.all(children.map((child) => child.kill9()));
    rmSync(dataDir, { recursive: true });
  });

  const start = () => {
    const child = startChild('hold-data-dir.mjs', dataDir);
    children.push(child);
    return child;
  };
  const lockFile = () => join(dataDir, 'banzhen.lock');
  const rewriteLock = (change: object) =>
    writeFileSync(lockFile(), JSON.stringify({ ...JSON.parse(readFileSync(lockFile(), 'utf8')), ...change }));
  const refusal = (): DataDirInUse | undefined => {
    try {
      lockDataDir(dataDir, 'second').release();
      return undefined;
    } catch (problem) {
      if (problem instanceof DataDirInUse) return problem;
      throw problem;
    }
  };

  it('refuses a second process by the name of the holder', async () => {
    const holder = start();
    await holder.says((output) => output === 'held\n');
    expect(refusal()).toMatchObject({
      type: 'DataDirInUse',
      pid: holder.process.pid,
      startedAt: expect.stringMatching(/^\d{4}-/),
      message: expect.stringContaining('http://127.0.0.1:3000'),
    });
  });

  it('is free again when it was released', () => {
    lockDataDir(dataDir, 'first').release();
    expect(refusal()).toBeUndefined();
  });

  it('refuses the same process twice', () => {
    const lock = lockDataDir(dataDir, 'first');
    expect(refusal()).toMatchObject({ pid: process.pid });
    lock.release();
  });

  it('takes over from a killed process', async () => {
    const holder = start();
    await holder.says((output) => output === 'held\n');
    await holder.kill9();
    expect(refusal()).toBeUndefined();
  });

  it('takes over when the process id belongs to a later process', () => {
    const lock = lockDataDir(dataDir, 'first');
    rewriteLock({ bornAt: 'long ago', token: 'of another life' });
    expect(refusal()).toBeUndefined();
    lock.release();
  });

  it('judges a holder on another host by its heartbeat', () => {
    const lock = lockDataDir(dataDir, 'first');
    rewriteLock({ host: 'another-host', token: 'of another host' });
    expect(refusal()).toMatchObject({ host: 'another-host' });
    const longAgo = new Date(Date.now() - 3_600_000);
    utimesSync(lockFile(), longAgo, longAgo);
    expect(refusal()).toBeUndefined();
    lock.release();
  });

  it('says in both languages who holds it and what to do', () => {
    const lock = lockDataDir(dataDir, 'first');
    expect(refusal()?.message).toMatch(
      /请先停止它，或换一个 DATA_DIR.*stop it first, or choose another DATA_DIR/,
    );
    lock.release();
  });

  describe.each([
    ['is empty', ''],
    ['holds {}', '{}'],
    ['holds no JSON', 'pid 12'],
    ['holds something else', '{"pid":"12","token":[],"host":null}'],
  ])('when its file %s', (_name, content) => {
    it('says which file it is and what to do, and never "undefined"', () => {
      writeFileSync(lockFile(), content);
      let failure: unknown;
      try {
        lockDataDir(dataDir, 'second').release();
      } catch (problem) {
        failure = problem;
      }
      expect(failure).toBeInstanceOf(DataDirLockUnreadable);
      const { type, message } = failure as DataDirLockUnreadable;
      expect(type).toBe('DataDirLockUnreadable');
      expect(message).toContain(lockFile());
      expect(message).toMatch(/删除这个文件.*delete this file/);
      expect(message).not.toMatch(/undefined|\{\}/);
    });

    it('takes over once nobody has touched it for a minute, as every holder does', () => {
      writeFileSync(lockFile(), content);
      const longAgo = new Date(Date.now() - 3_600_000);
      utimesSync(lockFile(), longAgo, longAgo);
      expect(refusal()).toBeUndefined();
    });
  });

  it('goes to exactly one of many who find a dead holder', async () => {
    const dead = start();
    await dead.says((output) => output === 'held\n');
    await dead.kill9();
    const rivals = Array.from({ length: 6 }, start);
    await Promise.all(rivals.map((rival) => rival.says((output) => output.endsWith('\n'))));
    const outputs = rivals.map((rival) => rival.output());
    expect(outputs.filter((output) => output === 'held\n')).toHaveLength(1);
    const winner = rivals.find((rival) => rival.output() === 'held\n');
    expect(new Set(outputs)).toEqual(new Set(['held\n', `refused ${winner?.process.pid}\n`]));
  });
});
