import { setImmediate as letOthersGoOn } from 'node:timers/promises';
import { temporalCalendar } from '@banzhen/calendar';
import type { WechatLogin } from '@banzhen/domain/accounts';
import { type Channel, channels, type PaymentProvider } from '@banzhen/domain/payments';
import type { Clock } from '@banzhen/domain/shared/clock';
import { fileInspector } from '@banzhen/files';
import type { SandboxStore } from '@banzhen/payments';
import {
  type OpenDatabase,
  platformAsker,
  postgresBundleUnitOfWork,
  postgresCalendarReader,
  postgresCalendarUnitOfWork,
  postgresCertificationUnitOfWork,
  postgresClinicErrands,
  postgresClinicSystemUnitOfWork,
  postgresClinicUnitOfWork,
  postgresConversationUnitOfWork,
  postgresDeliveries,
  postgresDueAppointments,
  postgresDueBundles,
  postgresDueCertifications,
  postgresDueMembers,
  postgresDueTimers,
  postgresExpiringPoints,
  postgresHoldDesk,
  postgresLedgerBooks,
  postgresMembershipUnitOfWork,
  postgresOutboxRelay,
  postgresPartnerKeyReader,
  postgresPartnerUnitOfWork,
  postgresPatientUnitOfWork,
  postgresPaymentWork,
  postgresPruner,
  postgresReadings,
  postgresSandboxStore,
  postgresStrandedOrders,
  postgresUnitOfWork,
  postgresWebhookQueue,
  postgresWebhookUnitOfWork,
  uuidv7Ids,
} from '@banzhen/postgres';
import { keysFile } from '@banzhen/vault';
import { inboxRequestHandler } from './accounts/inbox-page.js';
import { openAccounts } from './accounts/open-accounts.js';
import { sandboxInbox } from './accounts/sandbox-inbox.js';
import { noCodeSender, noWechat } from './accounts/unavailable.js';
import { currentAsker } from './asking.js';
import { checkpointSink } from './audit/checkpoint-sink.js';
import { openAudit } from './audit/open-audit.js';
import type { News } from './background/loop.js';
import type { PlatformConfig } from './config.js';
import { demoAccess } from './demo/demo-access.js';
import { type IoSteps, ioSteps, providerCalls } from './failpoint.js';
import { openKeys } from './keys.js';
import { inProcessRateLimiter } from './limits/in-process-rate-limiter.js';
import { makeLimits } from './limits/limits.js';
import type { Log } from './log.js';
import { openMessaging } from './messaging.js';
import { outspokenHoldDesk } from './outspoken-hold-desk.js';
import { openSandbox } from './sandbox/sandbox.js';
import { unavailableProviders } from './unavailable-provider.js';
import { guardedPost } from './webhooks/guarded-post.js';
import { webhookSender } from './webhooks/webhook-sender.js';
import { codeToSession } from './wechat/code-to-session.js';
import { sandboxWechat } from './wechat/sandbox-wechat.js';

export type OpenOptions = {
  /** Where the sandbox provider reaches this platform, if its port is only known later. */
  readonly callbackUrl?: () => string;
};

const wechatOf = ({ wechat, sandbox }: PlatformConfig, store: SandboxStore): WechatLogin => {
  if (wechat) return codeToSession(wechat);
  return sandbox ? sandboxWechat(store) : noWechat;
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
  database: OpenDatabase,
) => {
  const io = ioSteps(config.failpoint, log);
  const { kind, news } = database;
  const isAlone = kind === 'embedded';
  const newsOfAll: News | undefined = isAlone ? news : undefined;
  const db = database.for(() => platformAsker);
  const askersDb = database.for(currentAsker);
  const { sealer } = await openKeys(config, db);
  const callbackUrl = options.callbackUrl ?? (() => config.publicUrl ?? `http://127.0.0.1:${config.port}`);
  const store = io.port('provider-books', postgresSandboxStore(db), ['put', 'remove']);
  const sealed = { db, sealer };
  const ids = uuidv7Ids();
  const inbox = sandboxInbox(store, machineClock, ids);
  const handleInbox = inboxRequestHandler(inbox, () => demoAccess(machineClock));
  const sandbox = config.sandbox
    ? await openSandbox({
        store,
        machineClock,
        isAlone,
        onMoved: news.announce,
        callbackUrl,
        handleInbox,
        log,
      })
    : undefined;
  const clock = sandbox?.clock ?? machineClock;
  const audit = await openAudit({
    db,
    keys: keysFile(config.keys.path),
    sink: checkpointSink(config),
    clock,
  });
  const { counter, writers, ...messaging } = await openMessaging(config, log);
  const hasJustWritten = async (): Promise<boolean> => {
    const asker = currentAsker();
    return 'accountId' in asker ? writers.hasWritten(asker.accountId) : true;
  };
  const listsDb = database.forLists(currentAsker, hasJustWritten);
  return {
    io,
    db,
    sealed,
    accounts: openAccounts({
      sealed,
      clock: machineClock,
      ids,
      codeSender: config.sandbox ? inbox : noCodeSender,
      wechat: wechatOf(config, store),
    }),
    sandbox,
    sandboxStore: store,
    ids,
    calendar: temporalCalendar(),
    pause: () => letOthersGoOn(),
    clock,
    audit,
    providers: watchedProviders(io, sandbox?.providers ?? unavailableProviders),
    /** For whoever asks: of a request. */
    unitOfWork: io.unitOfWork(postgresUnitOfWork(askersDb, { news, sealer })),
    readings: io.unitOfWork(postgresReadings(askersDb, { news, sealer })),
    readable: { db: askersDb, sealer },
    /** For lists that may be as old as a replica may be, and that nobody decides by. */
    listable: { db: listsDb, sealer },
    writers,
    patientUnitOfWork: postgresPatientUnitOfWork({ db: askersDb, sealer }),
    membershipUnitOfWork: postgresMembershipUnitOfWork(askersDb, { news, sealer }),
    /** For whoever is invited, and does not see the patient yet. */
    invitedUnitOfWork: postgresPatientUnitOfWork(sealed),
    sessionClock: machineClock,
    calendarUnitOfWork: postgresCalendarUnitOfWork(askersDb),
    calendarReader: postgresCalendarReader(db),
    certificationUnitOfWork: postgresCertificationUnitOfWork({ db: askersDb, sealer }),
    platformCertificationUnitOfWork: postgresCertificationUnitOfWork(sealed),
    inspector: fileInspector(),
    partnerUnitOfWork: postgresPartnerUnitOfWork({ db: askersDb, sealer }),
    platformPartnerUnitOfWork: postgresPartnerUnitOfWork(sealed),
    partnerKeyReader: postgresPartnerKeyReader(database),
    webhookUnitOfWork: postgresWebhookUnitOfWork({ db: askersDb, sealer }),
    platformWebhookUnitOfWork: io.unitOfWork(postgresWebhookUnitOfWork(sealed)),
    webhookQueue: io.port('webhook-queue', postgresWebhookQueue(db), ['fanOut', 'claim']),
    webhookSender: webhookSender({ mayLoopBack: config.sandbox && config.webhookLoopback }),
    guarded: guardedPost({ mayLoopBack: config.sandbox && config.webhookLoopback, connections: 4 }),
    clinicSystemUnitOfWork: postgresClinicSystemUnitOfWork({ db: askersDb, sealer }),
    platformClinicSystemUnitOfWork: postgresClinicSystemUnitOfWork(sealed),
    clinicErrands: io.port('errands', postgresClinicErrands(db), ['claim', 'settle']),
    clinicUnitOfWork: io.unitOfWork(postgresClinicUnitOfWork(askersDb, { news, sealer })),
    platformClinicUnitOfWork: io.unitOfWork(postgresClinicUnitOfWork(db, { news, sealer })),
    dueAppointments: postgresDueAppointments(db),
    conversationUnitOfWork: io.unitOfWork(postgresConversationUnitOfWork(askersDb, { news, sealer })),
    holdDesk: io.port('hold-desk', outspokenHoldDesk(postgresHoldDesk(database), log), ['hold']),
    bundleUnitOfWork: io.unitOfWork(postgresBundleUnitOfWork(askersDb, { news, sealer })),
    platformBundleUnitOfWork: io.unitOfWork(postgresBundleUnitOfWork(db, { news, sealer })),
    books: postgresLedgerBooks(listsDb),
    /** For the platform itself: jobs and callbacks. */
    platformUnitOfWork: io.unitOfWork(postgresUnitOfWork(db, { news, sealer })),
    platformMembershipUnitOfWork: postgresMembershipUnitOfWork(db, { news, sealer }),
    messaging: { ...messaging, queue: io.port('queue', messaging.queue, ['publish']) },
    limits: makeLimits({ shared: counter, here: inProcessRateLimiter(), scale: config.rateLimitScale }),
    background: {
      relay: io.port('relay', postgresOutboxRelay(db, news), ['markPublished']),
      deliveries: io.port('deliveries', postgresDeliveries(db), ['acknowledge', 'bury']),
      strandedOrders: io.port('stranded-orders', postgresStrandedOrders(db), []),
      dueTimers: io.port('due-timers', postgresDueTimers(db), ['postpone']),
      dueBundles: postgresDueBundles(db),
      dueCertifications: postgresDueCertifications(db),
      dueMembers: postgresDueMembers(db),
      expiringPoints: postgresExpiringPoints(db),
      paymentWork: postgresPaymentWork(db),
      pruner: postgresPruner(db, { vacuumed: isAlone ? database.db : undefined }),
      retention: config.retention,
      takeCheckpoint: audit.takeCheckpoint,
      news: newsOfAll,
    },
  };
};
