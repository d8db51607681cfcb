// Takes a data folder, says so, and keeps it until it is killed.
import { DataDirInUse, lockDataDir } from '@banzhen/postgres/testing';

const [dataDir = ''] = process.argv.slice(2);
try {
  lockDataDir(dataDir, 'http://127.0.0.1:3000');
  process.stdout.write('held\n');
  setInterval(() => undefined, 1_000);
} catch (problem) {
  if (!(problem instanceof DataDirInUse)) throw problem;
  process.stdout.write(`refused ${problem.pid}\n`);
}
