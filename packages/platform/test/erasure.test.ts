import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChallengePurpose } from '@banzhen/domain/accounts';
import type { DocumentKind } from '@banzhen/domain/certification';
import type { Person, StaffRole } from '@banzhen/domain/shared/actor';
import { type AccountId, type HospitalId, idFrom, type TenantId } from '@banzhen/domain/shared/ids';
import { parsePhoneNumber } from '@banzhen/domain/shared/phone-number';
import { must } from '@banzhen/domain/testing';
import { askingAs, askingAsPlatform, openPlatform, type Platform, readConfig } from '@banzhen/platform';
import { type OpenDatabase, openDatabase, postgresLedgerBooks } from '@banzhen/postgres';
import { postgresFieldSealer } from '@banzhen/postgres/sealing';
import { readCatalogue, readSealed, rowsOf, sql } from '@banzhen/postgres/testing';
import { keysFile, openVault } from '@banzhen/vault';
import { expect, it } from 'vitest';
import { aDemoCity } from './prepared-city.js';

const quiet = { info: () => undefined, error: () => undefined };
const origin = { network: '203.0.113.0/24', device: '蒋家属的手机' };
const phone = must(parsePhoneNumber('13912345678'));
const password = 'correct horse battery';

/** Everything that the person tells about themselves and their mother. */
const told = {
  name: '家属欧阳多多',
  patientName: '欧阳家的妈妈',
  realName: '王秀兰兰',
  idNumber: '110101194903070022',
  patientPhone: '+8613712345678',
  conditions: '二型糖尿病，左耳失聪',
  reason: '妈妈住院了，改到下个月',
  certificateNumber: '陪诊证甲乙丙0099',
  ownIdNumber: '110105199003070025',
};
const values = [...Object.values(told), phone, phone.slice(3), told.patientPhone.slice(3)];

const codeOf = async (platform: Platform, purpose: ChallengePurpose) => {
  const { challengeId } = must(await platform.accounts.requestCode(origin, { phone, purpose }));
  const request = { method: 'GET', path: '/sandbox/inbox', query: { format: 'json' }, body: '' };
  const { messages } = JSON.parse((await platform.sandbox?.handle(request))?.body ?? '{}') as {
    messages: readonly { readonly to: string; readonly code: string }[];
  };
  const code = messages.find(({ to }) => to === phone)?.code ?? '';
  return { phone, challengeId, code };
};

const mustIdentify = async (platform: Platform, token: string): Promise<Person> => {
  const person = await platform.identity.identify(token);
  if (!person) throw new Error('the token is good for nobody');
  return person;
};

const staffOf = (role: StaffRole): Person => ({
  kind: 'person',
  accountId: idFrom<AccountId>('01900003-0000-7000-8000-000000000001'),
  tenantId: idFrom<TenantId>('01900001-0000-7000-8000-000000000001'),
  staffRoles: [role],
  steppedUpAt: new Date(),
});

/** Is given a membership and points by staff. */
const isGivenSomething = async ({ memberships, points }: Platform, { accountId }: Person): Promise<void> => {
  const key = { accountId, idempotencyKey: 'erasure-test-gift' } as const;
  const gift = { ...key, level: 2, days: 90, cause: 'goodwill' } as const;
  const up = { ...key, points: 4_711, cause: 'goodwill', direction: 'up', days: 90 } as const;
  const dispatcher = staffOf('dispatcher');
  const finance = staffOf('finance');
  must(await askingAs(dispatcher, () => memberships.giveMembership(dispatcher, origin, gift)));
  must(await askingAs(finance, () => points.adjustPoints(finance, origin, up)));
};

const aPaper = Buffer.from('%PDF-1.4\n1 0 obj\n<< >>\nendobj\nstartxref\n9\n%%EOF\n');

/** Wants to be an escort, too. */
const submitsCredentials = async ({ certifications }: Platform, actor: Person): Promise<void> => {
  const paper = (kind: DocumentKind, said = {}) => ({ kind, content: aPaper, ...said });
  const inAYear = new Date(Date.now() + 365 * 86_400_000).toISOString().slice(0, 10);
  const papers = [
    paper('identity-front', { number: told.ownIdNumber }),
    paper('identity-back'),
    paper('professional', { number: told.certificateNumber }),
    paper('health', { validUntil: inAYear }),
  ];
  const said = { cityCode: '110000', class: 'escort', realName: told.realName, codeOfConduct: 1 } as const;
  must(await certifications.submit(actor, origin, { ...said, papers }));
};

/** Signs up, has a patient, books and pays a visit, and cancels it. */
const live = async (platform: Platform, token: string): Promise<void> => {
  const actor = await mustIdentify(platform, token);
  await isGivenSomething(platform, actor);
  const { patients, visits, reads, sandbox } = platform;
  await askingAs(actor, async () => {
    await submitsCredentials(platform, actor);
    must(await patients.giveConsent(actor, origin, { kind: 'health-data', version: 1 }));
    const { realName, idNumber, conditions } = told;
    const details = { realName, idNumber, conditions, phone: told.patientPhone };
    const { patientId } = must(await patients.createPatient(actor, { name: told.patientName, details }));
    const [hospital] = await reads.hospitals({ cityCode: '110000', text: '', limit: 1 });
    const startsAt = new Date(Math.ceil(Date.now() / 3_600_000) * 3_600_000 + 72 * 3_600_000);
    const quote = must(
      await visits.requestQuote(actor, {
        patientId,
        hospitalId: idFrom<HospitalId>(hospital?.hospitalId ?? ''),
        serviceCode: 'escort-half-day',
        startsAt,
        endsAt: new Date(startsAt.getTime() + 4 * 3_600_000),
        wishes: {},
      }),
    );
    const { orderId } = must(
      await visits.createOrder(actor, {
        quoteId: quote.id,
        consentedScopeVersion: quote.scopeConsentVersion,
        idempotencyKey: 'erasure-test-1',
      }),
    );
    const { paymentId } = must(await visits.startPayment(actor, { orderId, channel: 'wechat' }));
    await sandbox?.pay(paymentId);
    const state = sandbox && must(await sandbox.providers.wechat.queryPayment(paymentId));
    if (!state) throw new Error('there is a sandbox in a test');
    await askingAsPlatform(() => visits.recordPayment({ paymentId, state }));
    const { id } = must(await visits.quoteCancellation(actor, { orderId }));
    must(await visits.cancelOrder(actor, { orderId, cancellationQuoteId: id, reason: told.reason }));
  });
};

const tablesOf = async ({
  db,
}: OpenDatabase): Promise<readonly (readonly [table: string, text: string])[]> => {
  const { tables } = await readCatalogue(db);
  const texts = [];
  for (const table of tables) {
    const rows = await rowsOf<{ line: string }>(db, sql.raw(`SELECT one::text AS line FROM ${table} one`));
    texts.push([table, rows.map(({ line }) => line).join('\n')] as const);
  }
  return texts;
};

/** Where a value stands as it is, with the escapes of JSON, or as the hex of a column of bytes. */
const foundIn = (tables: readonly (readonly [string, string])[]): readonly string[] =>
  values.flatMap((value) => {
    const escaped = value.replace(
      /[\u0080-\uffff]/g,
      (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
    const forms = [value, escaped, Buffer.from(value).toString('hex')];
    return tables
      .filter(([, text]) => forms.some((form) => text.includes(form)))
      .map(([table]) => `${value} in ${table}`);
  });

/** What somebody finds in the data folder who has the keys as well. */
const search = async (dataDir: string) => {
  const database = await openDatabase({ kind: 'embedded', dataDir });
  try {
    const vault = await openVault(keysFile(join(dataDir, 'keys.json')));
    const opened = await readSealed({ db: database.db, sealer: postgresFieldSealer(vault) }, vault);
    const plain = opened.flatMap((one) => (one.plain === undefined ? [] : [one.plain]));
    const balances = await postgresLedgerBooks(database.db).trialBalance();
    const tables = await tablesOf(database);
    const entries = await rowsOf<{ points: number }>(
      database.db,
      sql`SELECT points::integer AS points FROM points_entry WHERE kind = 'ADJUST'`,
    );
    return {
      // The development inbox stands for the phones of others, and is in no production.
      found: foundIn(tables.filter(([table]) => table !== 'sandbox_provider_record')),
      control: foundIn(tables.filter(([table]) => table === 'sandbox_provider_record')),
      opened: values.filter((value) => plain.some((text) => text.includes(value))),
      points: entries.reduce((sum, { points }) => sum + points, 0),
      files: tables
        .find(([table]) => table === 'stored_file_part')?.[1]
        .split('\n')
        .filter(Boolean).length,
      sumFen: balances.reduce((sum, { balanceFen }) => sum + balanceFen, 0),
      postings: tables.find(([table]) => table === 'ledger_posting')?.[1].split('\n').length ?? 0,
    };
  } finally {
    await database.close();
  }
};

it('export, then erase, and nothing of the person is left to read, while the books stand (PR6)', async () => {
  const dataDir = await aDemoCity();
  const settings = { DATA_DIR: dataDir, NODE_ENV: 'test', DEMO_ORDERS: 'off' };
  const open = () => openPlatform(readConfig(settings), quiet);
  try {
    const first = await open();
    const proof = await codeOf(first, 'sign-in');
    const command = { ...proof, app: 'family', name: told.name, password } as const;
    const { token } = must(await first.accounts.register(origin, command));
    await live(first, token);
    await first.close();
    const before = await search(dataDir);
    expect(before.found).toEqual([]);
    expect(before.opened).toEqual(expect.arrayContaining(Object.values(told)));
    expect(before.control.length).toBeGreaterThan(0);
    expect(before.files).toBe(4);

    const second = await open();
    await second.startBackground();
    const stale = await mustIdentify(second, token);
    expect(await second.accounts.eraseAccount(stale, origin)).toMatchObject({
      error: { type: 'StepUpNeeded' },
    });
    must(await second.accounts.stepUp(stale, origin, { by: 'password', password }));
    const actor = await mustIdentify(second, token);
    const page = must(await askingAs(actor, () => second.copies.page(actor, origin, undefined)));
    const copy = JSON.stringify(page);
    for (const value of Object.values(told)) expect(copy).toContain(value);
    expect(page.orders).toMatchObject([{ status: 'CANCELLED', payments: [{ channel: 'wechat' }] }]);
    expect(page.person).toMatchObject({
      membership: { status: 'ACTIVE', level: { level: 2 }, history: [{ command: 'give' }] },
      points: { balance: 4_711, entries: [{ kind: 'ADJUST', points: 4_711 }] },
    });

    // The refund has to arrive before the account can go.
    await expect
      .poll(() => second.accounts.eraseAccount(actor, origin), { timeout: 60_000, interval: 200 })
      .toEqual({ ok: true, value: undefined });
    expect(await second.identity.identify(token)).toBeUndefined();
    await second.close();

    // Seen red where the key of the account, and where those of its patients, were not destroyed.
    const after = await search(dataDir);
    expect(after.found).toEqual([]);
    expect(after.opened).toEqual([]);
    expect(after.files).toBe(0);
    expect(after.sumFen).toBe(0);
    // What was earned stays, in ids and numbers.
    expect(after.points).toBe(4_711);
    expect(after.postings).toBeGreaterThanOrEqual(before.postings);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}, 120_000);
