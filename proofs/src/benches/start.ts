import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { runVisit } from '@banzhen/cli/demo';
import { startProduct } from '../product/product-process.js';
import type { Bench, BenchOutcome, Run } from '../proof.js';
import { median, rounded } from './figures.js';

/** Issue targets: ready within 5 s on an existing folder, at most 450 MB after the demo visit. */
export const bench: Bench = {
  name: 'start',
  sentence:
    'How long the embedded mode takes to be ready on an existing folder, and its memory after a demo visit.',
  run,
};

const TARGET_SECONDS = 5;
const TARGET_MEGABYTES = 450;

async function run({ full, log }: Run): Promise<BenchOutcome> {
  const folder = mkdtempSync(join(tmpdir(), 'banzhen-start-'));
  const settings = { DATA_DIR: folder, PORT: '0' };
  try {
    const first = await timedStart(settings);
    await runVisit({ url: first.url });
    const rssMegabytes = residentMegabytes(first.product.pid);
    log(`after the visit: ${rssMegabytes} MB`);
    await first.product.stop();
    const seconds: number[] = [];
    for (let time = 0; time < (full ? 15 : 5); time += 1) {
      const again = await timedStart(settings);
      seconds.push(again.seconds);
      await again.product.stop();
    }
    const readySeconds = rounded(median(seconds));
    return {
      readySeconds,
      readySecondsRange: [rounded(Math.min(...seconds)), rounded(Math.max(...seconds))],
      firstStartSeconds: rounded(first.seconds),
      rssMegabytes,
      targets: { readySeconds: TARGET_SECONDS, rssMegabytes: TARGET_MEGABYTES },
      cores: cpus().length,
      load: rounded(loadavg()[0] ?? 0),
      ok: readySeconds <= TARGET_SECONDS && rssMegabytes <= TARGET_MEGABYTES,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** From the start of the process until `/readyz` says yes. */
async function timedStart(settings: Readonly<Record<string, string>>) {
  const since = performance.now();
  const product = startProduct('api', settings);
  const url = await product.ready;
  const { status } = await fetch(new URL('/readyz', url));
  if (status !== 200) throw new Error(`/readyz answers ${status} after the start`);
  return { product, url, seconds: (performance.now() - since) / 1000 };
}

function residentMegabytes(pid: number): number {
  const kilobytes = execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
  return Math.round(Number(kilobytes) / 1024);
}
