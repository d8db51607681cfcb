import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findPostgresClient } from '@banzhen/local-services';

/** Runs one statement over and over, prepared, by so many clients; answers how often a second. */
export async function pgbench(
  url: string,
  statement: string,
  clients: number,
  seconds: number,
): Promise<number> {
  const program = findPostgresClient('pgbench');
  if (program === undefined) throw new Error('pgbench is needed: install the programs of PostgreSQL');
  const folder = mkdtempSync(join(tmpdir(), 'banzhen-pgbench-'));
  try {
    const script = join(folder, 'statement.sql');
    writeFileSync(script, statement);
    const given = [
      '-n',
      '-M',
      'prepared',
      '-f',
      script,
      '-c',
      `${clients}`,
      '-j',
      '1',
      '-T',
      `${seconds}`,
      url,
    ];
    const { stdout } = await promisify(execFile)(program, given);
    const [, rate] = /tps = ([\d.]+)/.exec(stdout) ?? [];
    if (rate === undefined) throw new Error(`pgbench did not tell its rate: ${stdout.slice(-400)}`);
    return Number(rate);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
