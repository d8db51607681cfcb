import { makeDeliver } from '@banzhen/domain/webhooks';
import { type Log, standardSigner, startWebhooks, webhookSender } from '@banzhen/platform';
import { openDatabase, postgresWebhookQueue, postgresWebhookUnitOfWork } from '@banzhen/postgres';
import { postgresFieldSealer } from '@banzhen/postgres/sealing';
import { keysFile, openVault } from '@banzhen/vault';

// The loops of a worker on a database that is there, so many milliseconds ahead of the machine.
const { DATABASE_URL = '', KEYS_FILE = '', AHEAD_MS = '0' } = process.env;
const ahead = Number(AHEAD_MS);
const { db } = await openDatabase({ kind: 'postgres', url: DATABASE_URL, connections: 6 });
const sealer = postgresFieldSealer(await openVault(keysFile(KEYS_FILE)));
const machineClock = { now: () => new Date() };
const clock = { now: () => new Date(Date.now() + ahead) };
const log: Log = { info: () => undefined, error: (event) => process.stderr.write(`${event}\n`) };
const deliver = makeDeliver({
  unitOfWork: postgresWebhookUnitOfWork({ db, sealer }),
  sender: webhookSender({ mayLoopBack: true }),
  signer: standardSigner,
  clock,
  machineClock,
  random: Math.random,
});
startWebhooks({ queue: postgresWebhookQueue(db), deliver, clock, machineClock, log, news: undefined });
