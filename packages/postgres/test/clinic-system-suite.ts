import { makeClinicSystems } from '@banzhen/domain/clinic-systems';
import type { Person } from '@banzhen/domain/shared/actor';
import {
  type AccountId,
  type HospitalId,
  idFrom,
  type PartnerId,
  type TenantId,
} from '@banzhen/domain/shared/ids';
import { err, ok } from '@banzhen/domain/shared/result';
import { must } from '@banzhen/domain/testing';
import {
  type Asker,
  nobody,
  type OpenDatabase,
  platformAsker,
  postgresClinicSystemUnitOfWork,
  uuidv7,
  uuidv7Ids,
} from '@banzhen/postgres';
import { rowOf, rowsOf, run, sql, testSealer } from '@banzhen/postgres/testing';
import { expect, it } from 'vitest';

const now = new Date('2030-01-07T02:00:00Z');
const origin = { network: '198.51.100.0/24', device: 'test' };
const URL_GIVEN = 'https://his.clinic.example/api';

/** What administrators do about systems of clinics, and what row-level security promises about them by itself (H3, A25, AZ8). */
export const clinicSystemCases = (opened: () => OpenDatabase): void => {
  let secrets = 0;
  const aPlace = async () => {
    const tenantId = idFrom<TenantId>(uuidv7());
    const [accountId, admin] = [idFrom<AccountId>(uuidv7()), idFrom<AccountId>(uuidv7())];
    const [partnerId, hospitalId] = [idFrom<PartnerId>(uuidv7()), idFrom<HospitalId>(uuidv7())];
    const { db } = opened();
    await run(
      db,
      sql`INSERT INTO city (code, name_zh, name_en, zone, is_open) VALUES ('990077', '试城', 'Town', 'Asia/Shanghai', true) ON CONFLICT DO NOTHING`,
    );
    await run(
      db,
      sql`INSERT INTO hospital (id, city_code, code, name, district, kind, grade, longitude, latitude, datum)
        VALUES (${hospitalId}, '990077', ${hospitalId}, '试城医院', '', '', '', 116.4, 39.9, 'GCJ-02')`,
    );
    for (const id of [accountId, admin])
      await run(db, sql`INSERT INTO account (id, tenant_id, display_name) VALUES (${id}, ${tenantId}, 'P')`);
    await run(
      db,
      sql`INSERT INTO partner (id, tenant_id, account_id, kind, name, created_at)
        VALUES (${partnerId}, ${tenantId}, ${accountId}, 'clinic', ${partnerId}, now())`,
    );
    const actor: Person = {
      kind: 'person',
      tenantId,
      accountId: admin,
      staffRoles: ['admin'],
      roleScopes: [{ role: 'admin' }],
      steppedUpAt: now,
    };
    const asking = (asker: Asker) =>
      makeClinicSystems({
        unitOfWork: postgresClinicSystemUnitOfWork({ db: opened().for(() => asker), sealer: testSealer }),
        clock: { now: () => now },
        ids: uuidv7Ids(),
        sender: { judge: (url) => (url.startsWith('https://') ? ok(url) : err('not-https')) },
        signer: {
          secret: () => {
            secrets += 1;
            return `whsec_${secrets}`;
          },
        },
      });
    const asAdmin: Asker = { power: 'tenant', tenantId, accountId: admin };
    const command = { partnerId, hospitalId, url: URL_GIVEN };
    return {
      tenantId,
      accountId,
      partnerId,
      hospitalId,
      actor,
      asking,
      asAdmin,
      systems: asking(asAdmin),
      command,
    };
  };

  it('connects one system to a hospital, paused, and tells its secret once', async () => {
    const { systems, actor, command, partnerId } = await aPlace();
    const { systemId, secret } = must(await systems.connectSystem(actor, origin, command));
    expect(secret).toMatch(/^whsec_/);
    const [listed] = must(await systems.listSystems(actor, partnerId));
    expect(listed).toMatchObject({
      system: { id: systemId, url: `${URL_GIVEN}/`, state: 'paused', version: 1 },
      waiting: { unclear: 0 },
    });
    expect(JSON.stringify(listed)).not.toContain(secret);
    expect(await systems.connectSystem(actor, origin, command)).toEqual(err({ type: 'SystemKnown' }));
    const { audited } = await rowOf<{ audited: number }>(
      opened().db,
      sql`SELECT count(*)::integer AS audited FROM audit_entry
        WHERE body LIKE '%clinic-system.connect%' AND body LIKE ${`%${partnerId}%`}`,
    );
    expect(audited).toBe(2);
  });

  it('refuses whoever is no administrator with a fresh proof, a foreign partner and an address that is none', async () => {
    const { systems, actor, command } = await aPlace();
    const connect = (by: Person, patch: object = {}) =>
      systems.connectSystem(by, origin, { ...command, ...patch });
    const { steppedUpAt: _, ...unproved } = actor;
    expect(await connect(unproved)).toMatchObject({ error: { type: 'StepUpNeeded' } });
    expect(
      await connect({ ...actor, staffRoles: ['dispatcher'], roleScopes: [{ role: 'dispatcher' }] }),
    ).toMatchObject({
      error: { type: 'NotAllowed' },
    });
    expect(await connect({ ...actor, tenantId: idFrom<TenantId>(uuidv7()) })).toEqual(
      err({ type: 'NotFound' }),
    );
    expect(await connect(actor, { hospitalId: uuidv7() })).toEqual(err({ type: 'NotFound' }));
    for (const [url, why] of [
      ['http://his.clinic.example', 'not-https'],
      ['https://his.clinic.example/?a=1', 'malformed'],
    ])
      expect(await connect(actor, { url })).toEqual(err({ type: 'WebhookUrlUnfit', why }));
  });

  it('changes a system on the version that was seen alone; the old secret signs beside the new one for a day', async () => {
    const { systems, actor, command, tenantId, hospitalId } = await aPlace();
    const { systemId, secret } = must(await systems.connectSystem(actor, origin, command));
    const seen = { systemId, expectedVersion: 1 };
    const change = { ...seen, url: 'https://other.clinic.example/', state: 'active' } as const;
    expect(must(await systems.changeSystem(actor, origin, change))).toMatchObject({
      state: 'active',
      version: 2,
    });
    expect(await systems.changeSystem(actor, origin, change)).toEqual(
      err({ type: 'StaleVersion', currentVersion: 2 }),
    );
    const rotated = must(await systems.rotateSecret(actor, origin, { systemId, expectedVersion: 2 }));
    expect(rotated.secret).not.toBe(secret);
    const onPlatform = postgresClinicSystemUnitOfWork({ db: opened().db, sealer: testSealer });
    const signing = async (at: Date) =>
      must(
        await onPlatform.run(async (stores) => {
          expect((await stores.systems.at(tenantId, hospitalId))?.url).toBe('https://other.clinic.example/');
          return ok((await stores.systemSecrets.signing(systemId, at)).map(({ text }) => text));
        }),
      );
    expect((await signing(now)).toSorted()).toEqual([secret, rotated.secret].toSorted());
    expect(await signing(new Date(now.getTime() + 25 * 3_600_000))).toEqual([rotated.secret]);
  });

  it('shows systems to staff of the tenant alone, and a secret to nobody who asks for themselves', async () => {
    const { systems, actor, command, tenantId, accountId, hospitalId, asAdmin } = await aPlace();
    const { systemId } = must(await systems.connectSystem(actor, origin, command));
    const sees = async (asker: Asker) => {
      const on = opened().for(() => asker);
      const system = await rowsOf(on, sql`SELECT id FROM clinic_system WHERE id = ${systemId}`);
      const secret = await rowsOf(on, sql`SELECT id FROM clinic_system_secret WHERE system_id = ${systemId}`);
      return [system.length, secret.length];
    };
    for (const asker of [platformAsker, asAdmin]) expect(await sees(asker)).toEqual([1, 1]);
    const blind: readonly Asker[] = [
      nobody,
      { power: 'person', tenantId, accountId },
      { power: 'tenant', tenantId: idFrom<TenantId>(uuidv7()), accountId },
      { power: 'partner', tenantId, accountId, hospitalIds: [hospitalId] },
    ];
    for (const asker of blind) expect(await sees(asker)).toEqual([0, 0]);
    for (const statement of [
      'SELECT text_sealed FROM clinic_system_secret',
      'UPDATE clinic_system SET hospital_id = gen_random_uuid()',
      "UPDATE clinic_errand SET known = 'record'",
      'SELECT clinic_errand_claim(now(), now(), 1, 1)',
    ]) {
      const attempt = run(
        opened().for(() => asAdmin),
        sql.raw(statement),
      );
      await expect(attempt).rejects.toMatchObject({ code: '42501' });
    }
  });
};
