import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startPostgres, startRedis } from '@banzhen/local-services';
import { expect, onTestFinished, test } from 'vitest';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));

test('PostgreSQL runs as another user than root, survives crashes on its port, and leaves nothing', async () => {
  const postgres = await startPostgres();
  onTestFinished(postgres.stop);
  const { dataDir = '' } = postgres;
  expect(statSync(dataDir).uid).not.toBe(0);
  for (const how of ['immediate', 'kill9'] as const) {
    await postgres.crashRestart(how);
    expect(await listens(postgres.port)).toBe(true);
  }
  await postgres.restart();
  await postgres.kill9();
  // A child that was just being made may hold the port for a moment longer.
  await expect.poll(() => listens(postgres.port)).toBe(false);
  await postgres.start();
  await postgres.stop();
  await postgres.stop();
  expect(await listens(postgres.port)).toBe(false);
  expect(existsSync(dirname(dataDir))).toBe(false);
});

test('Redis keeps what was written through a kill, asks for its password, and ends', async () => {
  const redis = await startRedis();
  onTestFinished(redis.stop);
  const password = new URL(redis.url).password;
  expect(await say(redis.port, 'GET visit')).toContain('NOAUTH');
  expect(await say(redis.port, `AUTH ${password}`, 'SET visit 1')).toContain('+OK');
  await redis.kill9();
  await redis.start();
  expect(await say(redis.port, `AUTH ${password}`, 'GET visit')).toContain('$1\r\n1');
  await redis.restart();
  await redis.stop();
  expect(await listens(redis.port)).toBe(false);
});

test.each(['SIGTERM', 'SIGKILL'] as const)(
  'servers of a process that ends by %s end with it',
  async (signal) => {
    const folder = mkdtempSync(join(tmpdir(), 'banzhen-test-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    // Whoever runs as root hands the folders to another user, who must be able to come in.
    const child = spawn(
      process.execPath,
      ['-e', `require('fs').chmodSync('${folder}', 0o755); import('${main}')`],
      {
        env: { ...process.env, TMPDIR: folder },
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
    let printed = '';
    child.stdout.on('data', (text) => {
      printed += text;
    });
    while (!printed.includes('REDIS_URL=')) await once(child.stdout, 'data');
    const ports = [...printed.matchAll(/:(\d+)(?:\/|$)/gm)].map(([, port]) => Number(port));
    expect(ports).toHaveLength(2);
    const ended = once(child, 'close');
    child.kill(signal);
    await ended;
    for (let tries = 0; readdirSync(folder).length > 0 && tries < 100; tries += 1) await sleep(100);
    expect(readdirSync(folder)).toEqual([]);
    for (const port of ports) expect(await listens(port)).toBe(false);
  },
);

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

async function say(port: number, ...lines: string[]): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.on('data', (text) => {
    answer += text;
  });
  socket.end(`${lines.join('\r\n')}\r\nQUIT\r\n`);
  await once(socket, 'close');
  return answer;
}
