import { temporalCalendar } from '@banzhen/calendar';
import { type Channel, channels, type PaymentProvider } from '@banzhen/domain/payments';
import type { Clock } from '@banzhen/domain/shared/clock';
import {
  type OpenDatabase,
  postgresDeliveries,
  postgresDueTimers,
  postgresLedgerBooks,
  postgresOutboxRelay,
  postgresPaymentWork,
  postgresSandboxStore,
  postgresUnitOfWork,
  uuidv7Ids,
} from '@banzhen/postgres';
import type { PlatformConfig } from './config.js';
import { type IoSteps, ioSteps, providerCalls } from './failpoint.js';
import type { Log } from './log.js';
import { openMessaging } from './messaging.js';
import { openSandbox } from './sandbox/sandbox.js';
import { unavailableProviders } from './unavailable-provider.js';

export type OpenOptions = {
  /** Where the sandbox provider reaches this platform, if its port is only known later. */
  readonly callbackUrl?: () => string;
};

type Providers = Readonly<Record<Channel, PaymentProvider>>;

const machineClock: Clock = { now: () => new Date() };

const watchedProviders = (io: IoSteps, providers: Providers): Providers => {
  const watched = (channel: Channel) => io.port('provider', providers[channel], providerCalls);
  const [wechat, alipay, unionpay] = channels.map(watched);
  if (!wechat || !alipay || !unionpay) throw new Error('three channels are expected');
  return { wechat, alipay, unionpay };
};

/** Everything that the use cases and background loops of one process stand on, as its configuration says. */
export const openAdapters = async (
  config: PlatformConfig,
  log: Log,
  options: OpenOptions,
  { db, news }: OpenDatabase,
) => {
  const io = ioSteps(config.failpoint, log);
  const callbackUrl = options.callbackUrl ?? (() => config.publicUrl ?? `http://127.0.0.1:${config.port}`);
  const store = io.port('provider-books', postgresSandboxStore(db), ['put', 'remove']);
  const sandbox = config.sandbox ? await openSandbox({ store, machineClock, callbackUrl, log }) : undefined;
  const { queue, live } = await openMessaging(config, log);
  return {
    io,
    db,
    sandbox,
    ids: uuidv7Ids(),
    calendar: temporalCalendar(),
    clock: sandbox?.clock ?? machineClock,
    providers: watchedProviders(io, sandbox?.providers ?? unavailableProviders),
    unitOfWork: io.unitOfWork(postgresUnitOfWork(db, { news })),
    books: postgresLedgerBooks(db),
    messaging: { queue: io.port('queue', queue, ['publish']), live },
    background: {
      relay: io.port('relay', postgresOutboxRelay(db, news), ['markPublished']),
      deliveries: io.port('deliveries', postgresDeliveries(db), ['acknowledge', 'bury']),
      dueTimers: io.port('due-timers', postgresDueTimers(db), ['postpone']),
      paymentWork: postgresPaymentWork(db),
    },
  };
};
