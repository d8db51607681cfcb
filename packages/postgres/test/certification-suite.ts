import { documentKinds } from '@banzhen/domain/certification';
import type { Order } from '@banzhen/domain/orders';
import { DAY_MS } from '@banzhen/domain/shared/clock';
import { type AccountId, type CertificationId, type EscortId, idFrom } from '@banzhen/domain/shared/ids';
import { aFamily, must } from '@banzhen/domain/testing';
import {
  type Asker,
  type OpenDatabase,
  platformAsker,
  postgresDueCertifications,
  uuidv7,
} from '@banzhen/postgres';
import { rowOf, rowsOf, run, sql, visitStoresFixture } from '@banzhen/postgres/testing';
import { expect, it } from 'vitest';
import { certificationScene, checks, origin } from './certification-scene.js';
import { aTown } from './town.js';

/** What the database promises about credentials, asked as those who may ask: rows, grants, constraints, and many at once. */
export const certificationCases = (opened: () => OpenDatabase): void => {
  const {
    clock,
    askerOf,
    certificationsAs,
    somebody,
    anOfficer,
    submission,
    submitted,
    approvedBy,
    strangersTo,
    types,
  } = certificationScene(opened);

  it('shows credentials and their files to whose they are and to staff of the tenant, and to nobody else', async () => {
    const { person, certificationId } = await submitted();
    const { tenantId, accountId } = person;
    const stored = await rowsOf<{ id: string }>(
      opened().db,
      sql`SELECT id FROM stored_file WHERE account_id = ${accountId}`,
    );
    const files = `{${stored.map(({ id }) => id).join(',')}}`;
    const seen = async (asker: Asker) => {
      const db = opened().for(() => asker);
      const counts = await rowOf<{ certifications: number; files: number; parts: number }>(
        db,
        sql`SELECT (SELECT count(*) FROM certification WHERE id = ${certificationId})::integer AS certifications,
          (SELECT count(*) FROM stored_file WHERE account_id = ${accountId})::integer AS files,
          (SELECT count(*) FROM stored_file_part WHERE file_id = ANY (${files}::uuid[]))::integer AS parts`,
      );
      return [counts.certifications, counts.files, counts.parts];
    };
    const other = idFrom<AccountId>(uuidv7());
    for (const asker of [
      platformAsker,
      askerOf(person),
      { power: 'tenant', tenantId, accountId: other },
    ] as const)
      expect(await seen(asker)).toEqual([1, 4, 4]);
    for (const asker of strangersTo(tenantId, other)) expect(await seen(asker)).toEqual([0, 0, 0]);
  });

  it('lets nobody who asks change what was submitted, or take a file away', async () => {
    const { person, certificationId } = await submitted();
    const own = opened().for(() => askerOf(person));
    const statements = [
      sql`UPDATE certification SET class = 'nurse' WHERE id = ${certificationId}`,
      sql`UPDATE certification SET documents = '[]' WHERE id = ${certificationId}`,
      sql`UPDATE stored_file_part SET content_sealed = ''::bytea WHERE no = 0`,
      sql`DELETE FROM stored_file WHERE account_id = ${person.accountId}`,
    ];
    for (const statement of statements)
      await expect(run(own, statement)).rejects.toMatchObject({ code: '42501' });
  });

  it('takes one of any number of submissions that one account makes at once, and keeps nothing of the others', async () => {
    const { person, cityCode } = await somebody();
    const certifications = certificationsAs(person);
    const results = await Promise.all(
      Array.from({ length: 6 }, () => certifications.submit(person, origin, submission(cityCode))),
    );
    expect(types(results)).toEqual([...Array(5).fill('CertificationUnderReview'), 'ok']);
    const { files } = await rowOf<{ files: number }>(
      opened().db,
      sql`SELECT count(*)::integer AS files FROM stored_file WHERE account_id = ${person.accountId}`,
    );
    expect(files).toBe(4);
  });

  it('lets one of several officers decide who decide at once', async () => {
    const { person, certificationId } = await submitted();
    const officers = await Promise.all([1, 2, 3, 4].map(() => anOfficer(person.tenantId)));
    for (const officer of officers)
      for (const document of documentKinds)
        must(
          await certificationsAs(officer).reveal(officer, origin, {
            ...{ certificationId, document, reason: '核对材料' },
          }),
        );
    const results = await Promise.all(
      officers.map((officer, index) =>
        index % 2 === 0
          ? certificationsAs(officer).approve(officer, origin, { certificationId, ...checks })
          : certificationsAs(officer).reject(officer, origin, { certificationId, reason: '证件不真实' }),
      ),
    );
    expect(types(results)).toEqual([...Array(3).fill('NotUnderReview'), 'ok']);
    const [row] = await rowsOf<{ status: string; escorts: number }>(
      opened().db,
      sql`SELECT status, (SELECT count(*) FROM escort WHERE escort.account_id = certification.account_id)::integer AS escorts
        FROM certification WHERE id = ${certificationId}`,
    );
    expect(row && [row.status, row.escorts]).toEqual(
      row?.status === 'APPROVED' ? ['APPROVED', 1] : ['REJECTED', 0],
    );
  });

  it('approves no nurse by one officer, and nobody by themselves, whoever writes it', async () => {
    const { person, certificationId } = await submitted('nurse');
    const officer = await anOfficer(person.tenantId);
    const decide = (id: CertificationId, by: AccountId, first: AccountId | null) =>
      run(
        opened().db,
        sql`UPDATE certification SET status = 'APPROVED', decided_by_account = ${by}, decided_at = now(),
            first_approved_by_account = ${first}::uuid,
            first_approved_at = CASE WHEN ${first}::uuid IS NULL THEN NULL ELSE now() END, valid_until = now()
          WHERE id = ${id}`,
      );
    for (const first of [null, officer.accountId])
      await expect(decide(certificationId, officer.accountId, first)).rejects.toMatchObject({
        code: '23514',
      });
    const other = await submitted();
    await expect(decide(other.certificationId, other.person.accountId, null)).rejects.toMatchObject({
      code: '23514',
    });
  });

  it('finds who missed two visits since they last came back, and suspends them once', async () => {
    const { person, certificationId } = await approvedBy();
    const { accountId, tenantId } = person;
    const visits = visitStoresFixture(opened());
    const town = await aTown(visits);
    const { id: escortId } = await rowOf<{ id: EscortId }>(
      opened().db,
      sql`SELECT id FROM escort WHERE account_id = ${accountId}`,
    );
    const miss = async (cancelledAt: Date) => {
      const { id: patientId } = await town.addPatient();
      const { shifts } = town.anOrder('ACCEPTED', patientId, escortId);
      const order = { ...town.anOrder('CANCELLED', patientId, escortId), shifts } as Order;
      await town.addOrder({ ...order, status: 'CANCELLED', cause: 'escort-no-show', cancelledAt } as Order);
    };
    const now = clock.now();
    const ago = (days: number) => new Date(now.getTime() - days * DAY_MS);
    const due = async () =>
      (await postgresDueCertifications(opened().db).missing(now, 1_000)).filter(
        (id) => id === certificationId,
      );
    const byRule = async () => must(await certificationsAs(person).suspendByRule(certificationId));
    await miss(ago(40));
    await miss(ago(1));
    expect([await due(), await byRule()]).toEqual([[], 'nothing due']);
    await miss(ago(29));
    expect([await due(), await byRule(), await due(), await byRule()]).toEqual([
      ...[[certificationId], 'SUSPENDED', [], 'nothing due'],
    ]);
    const officer = await anOfficer(tenantId);
    const training = { certificationId, training: '完成复训' };
    must(await certificationsAs(officer).lift(officer, origin, training));
    expect([await due(), await byRule()]).toEqual([[], 'nothing due']);
  });

  it('shows measures to whose they are and to staff, barred identities to staff alone, and lets nobody change either', async () => {
    const { person, certificationId, officer } = await approvedBy();
    const { tenantId, accountId } = person;
    for (const by of [await anOfficer(tenantId, 'admin'), await anOfficer(tenantId, 'admin')])
      must(
        await certificationsAs(by).revoke(by, origin, {
          ...{ certificationId, cause: 'false-papers', reason: '证件系伪造' },
        }),
      );
    const seen = async (asker: Asker) => {
      const counts = await rowOf<{ measures: number; identities: number }>(
        opened().for(() => asker),
        sql`SELECT (SELECT count(*) FROM certification_measure WHERE account_id = ${accountId})::integer AS measures,
          (SELECT count(*) FROM barred_identity WHERE certification_id = ${certificationId})::integer AS identities`,
      );
      return [counts.measures, counts.identities];
    };
    const other = idFrom<AccountId>(uuidv7());
    // The proposal is not theirs to read.
    expect(await seen(askerOf(person))).toEqual([1, 0]);
    expect([await seen(platformAsker), await seen(askerOf(officer))]).toEqual([
      [2, 1],
      [2, 1],
    ]);
    for (const asker of strangersTo(tenantId, other)) expect(await seen(asker)).toEqual([0, 0]);
    const tenant = opened().for(() => askerOf(officer));
    const lifted = sql`INSERT INTO certification_measure (id, tenant_id, certification_id, account_id, kind, by_account, words_sealed, at)
      VALUES (${uuidv7()}, ${tenantId}, ${certificationId}, ${accountId}, 'lifted', ${officer.accountId}, '', now())`;
    for (const asker of [askerOf(person), ...strangersTo(tenantId, other)])
      await expect(
        run(
          opened().for(() => asker),
          lifted,
        ),
      ).rejects.toMatchObject({ code: '42501' });
    await run(tenant, lifted);
    for (const statement of [
      sql`UPDATE certification_measure SET kind = 'lifted' WHERE account_id = ${accountId}`,
      sql`DELETE FROM certification_measure WHERE account_id = ${accountId}`,
      sql`DELETE FROM barred_identity WHERE certification_id = ${certificationId}`,
    ])
      await expect(run(tenant, statement)).rejects.toMatchObject({ code: '42501' });
    const same = aFamily({ tenantId, accountId: (await anOfficer(tenantId)).accountId });
    const refused = await certificationsAs(same).submit(same, origin, submission('certified'));
    expect(types([refused])).toEqual(['CertificationBarred']);
  });

  it('keeps no revocation of one administrator, and no measure of somebody about themselves, whoever writes it', async () => {
    const { person, certificationId, officer } = await approvedBy();
    const { tenantId, accountId } = person;
    const write = (by: AccountId, proposedBy: AccountId | null) =>
      run(
        opened().db,
        sql`INSERT INTO certification_measure (id, tenant_id, certification_id, account_id, kind, cause, by_account, proposed_by_account,
            words_sealed, at)
          VALUES (${uuidv7()}, ${tenantId}, ${certificationId}, ${accountId}, 'revoked', 'harm', ${by}, ${proposedBy}::uuid, '', now())`,
      );
    for (const [by, proposedBy] of [
      [officer.accountId, null],
      [officer.accountId, officer.accountId],
      [accountId, officer.accountId],
    ] as const)
      await expect(write(by, proposedBy)).rejects.toMatchObject({ code: '23514' });
  });
};
