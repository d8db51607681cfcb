import { appendFile, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkpointSinkContract } from '@banzhen/domain/testing/contracts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileCheckpointSink } from '../../src/audit/file-checkpoint-sink.js';

checkpointSinkContract('file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'banzhen-sink-'));
  const path = join(folder, 'deeper', 'audit-checkpoints.jsonl');
  return {
    open: () => fileCheckpointSink(path),
    close: () => rm(folder, { recursive: true, force: true }),
  };
});

describe('a file of checkpoints', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'banzhen-sink-'));
    path = join(folder, 'audit-checkpoints.jsonl');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is for its owner alone', async () => {
    await fileCheckpointSink(path).append('{}');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('ends a line that a crash has torn, and takes none of it for the last one', async () => {
    const sink = fileCheckpointSink(path);
    await sink.append('{"no":1}');
    await appendFile(path, '{"no":2,"si');
    expect(await sink.reading?.last()).toBe('{"no":1}');
    await sink.append('{"no":2}');
    expect(await readFile(path, 'utf8')).toBe('{"no":1}\n{"no":2,"si\n{"no":2}\n');
    expect(await sink.reading?.last()).toBe('{"no":2}');
  });

  it('looks as far back as it must for a whole line', async () => {
    const sink = fileCheckpointSink(path);
    await sink.append('{"no":1}');
    await appendFile(path, `${'torn'.repeat(20_000)}\n`);
    expect(await sink.reading?.last()).toBe('{"no":1}');
  });
});
