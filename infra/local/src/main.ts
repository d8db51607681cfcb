import { startPostgres } from './postgres-server.js';
import { startRedis } from './redis-server.js';

const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
process.stdout.write(`DATABASE_URL=${postgres.url}\nREDIS_URL=${redis.url}\n`);
process.stderr.write('按 Ctrl-C 停止并删除数据 / Ctrl-C stops both and removes their data\n');

const keepAlive = setInterval(() => undefined, 1 << 30);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    await Promise.all([postgres.stop(), redis.stop()]);
    clearInterval(keepAlive);
  });
}
