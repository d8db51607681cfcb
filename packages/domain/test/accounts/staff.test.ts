import { must, toyTotpCode } from '@banzhen/domain/testing';
import { describe, expect, it } from 'vitest';
import { aScene, auditOf, goodPassword, hers, his, phoneOf } from './scene.js';

const refused = (type: string) => ({ ok: false, error: expect.objectContaining({ type }) });
const third = phoneOf('13700137000');

describe('signing in as staff', () => {
  it('takes password and app; roles count in that session only', async () => {
    const scene = aScene();
    const { token } = await scene.aColleague(hers, 'dispatcher');
    expect(await scene.mustIdentify(token)).toMatchObject({
      staffRoles: ['dispatcher'],
      authLevel: 'password+totp',
    });
    const { person } = await scene.signUp(hers);
    expect(person).toMatchObject({ staffRoles: [], authLevel: 'code' });
  });

  it('gives people without a role the answer of a wrong password', async () => {
    const scene = aScene();
    const { person } = await scene.signUp(hers);
    await scene.givePassword(person, hers);
    expect(await scene.accounts.signInStaff(scene.origin, { phone: hers, password: goodPassword })).toEqual(
      await scene.accounts.signInStaff(scene.origin, { phone: his, password: goodPassword }),
    );
  });

  it('takes each code of the app once, also in a second sign-in at the same time', async () => {
    const scene = aScene();
    const { secret } = await scene.aColleague(hers, 'dispatcher');
    scene.clock.advance(2);
    const ticket = async () =>
      must(await scene.accounts.signInStaff(scene.origin, { phone: hers, password: goodPassword }));
    const code = toyTotpCode(secret, scene.clock.now());
    const [first, second] = [await ticket(), await ticket()];
    expect(first.needs).toBe('totp');
    const both = await Promise.all(
      [first, second].map((one) => scene.accounts.confirmTotp(scene.origin, { ticket: one.ticket, code })),
    );
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toEqual(refused('TotpWrong'));
  });

  it('counts five guesses for a ticket and twenty a day for the account', async () => {
    const scene = aScene();
    const { secret } = await scene.aColleague(hers, 'dispatcher');
    const right = toyTotpCode(secret, scene.clock.now());
    const wrong = right === '111111' ? '222222' : '111111';
    const seen: string[] = [];
    for (let round = 0; round < 6; round += 1) {
      const { ticket } = must(
        await scene.accounts.signInStaff(scene.origin, { phone: hers, password: goodPassword }),
      );
      for (let guess = 0; guess < 6; guess += 1) {
        const answer = await scene.accounts.confirmTotp(scene.origin, { ticket, code: wrong });
        seen.push(answer.ok ? 'in' : answer.error.type);
      }
    }
    const count = (type: string) => seen.filter((one) => one === type).length;
    expect([count('TotpWrong'), count('TicketGone'), count('TooManyTries')]).toEqual([20, 6, 10]);
  });

  it('gives nobody an app for the password alone, and no second app to a ticket of before', async () => {
    const scene = aScene();
    const { person } = await scene.signUp(hers);
    await scene.givePassword(person, hers);
    await scene.giveRole(person, 'dispatcher');
    const old = must(await scene.accounts.signInStaff(scene.origin, { phone: hers, password: goodPassword }));
    expect(old.needs).toBe('enrol-totp');
    scene.clock.advance(1);
    const proof = await scene.askCode(hers, 'enrol-totp');
    const enrol = (code: string) =>
      scene.accounts.enrolTotp(scene.origin, { ticket: old.ticket, challengeId: proof.challengeId, code });
    expect(await enrol('000000')).toEqual(refused('CodeWrong'));
    await scene.enrol(hers);
    expect(await enrol(proof.code)).toEqual(refused('TicketGone'));
    expect(await scene.accounts.confirmTotp(scene.origin, { ticket: old.ticket, code: '000000' })).toEqual(
      refused('TicketGone'),
    );
  });

  it('ends every other session when the app changes (7.4.3)', async () => {
    const scene = aScene();
    const { person, token } = await scene.signUp(hers);
    await scene.givePassword(person, hers);
    await scene.giveRole(person, 'dispatcher');
    await scene.enrol(hers);
    expect(await scene.identify(token)).toBeUndefined();
  });

  it('keeps asking for the app after the password was reset (6.4.3)', async () => {
    const scene = aScene();
    await scene.aColleague(hers, 'dispatcher');
    scene.clock.advance(1);
    const proof = await scene.askCode(hers, 'reset-password');
    must(await scene.accounts.resetPassword(scene.origin, { ...proof, password: 'something new' }));
    const signedIn = await scene.accounts.signInStaff(scene.origin, {
      phone: hers,
      password: 'something new',
    });
    expect(must(signedIn).needs).toBe('totp');
  });
});

describe('the first administrator', () => {
  it('is made beside the database and sets password and app by a token that works once', async () => {
    const scene = aScene();
    const { accounts, origin, clock } = scene;
    const { setUpToken } = must(await accounts.createFirstAdmin({ phone: hers, name: '管理员' }));
    expect(await accounts.setUpStaff(origin, { token: setUpToken, password: 'password1' })).toEqual(
      refused('PasswordUnfit'),
    );
    const { ticket, secret, uri } = must(
      await accounts.setUpStaff(origin, { token: setUpToken, password: goodPassword }),
    );
    expect(uri).toContain(`secret=${secret}`);
    expect(await accounts.setUpStaff(origin, { token: setUpToken, password: goodPassword })).toEqual(
      refused('TicketGone'),
    );
    const { token } = must(
      await accounts.confirmTotp(origin, { ticket, code: toyTotpCode(secret, clock.now()) }),
    );
    expect(await scene.mustIdentify(token)).toMatchObject({ staffRoles: ['admin'] });
  });

  it('cannot be made with a token of yesterday', async () => {
    const { accounts, origin, clock } = aScene();
    const { setUpToken } = must(await accounts.createFirstAdmin({ phone: hers, name: '管理员' }));
    clock.advance(24 * 60);
    expect(await accounts.setUpStaff(origin, { token: setUpToken, password: goodPassword })).toEqual(
      refused('TicketGone'),
    );
  });
});

describe('roles', () => {
  const office = async () => {
    const scene = aScene();
    const admin = await scene.aColleague(hers, 'admin');
    const { person: other } = await scene.signUp(his);
    return { ...scene, admin, other };
  };

  it('are granted by administrators who have just proven themselves, and count on the next request', async () => {
    const scene = await office();
    const { accounts, origin, clock } = scene;
    const { accountId } = scene.other;
    const grant = (actor: typeof scene.other) =>
      accounts.grantRole(actor, origin, { accountId, role: 'finance' });
    expect(await grant(scene.other)).toEqual(refused('NotAllowed'));
    clock.advance(6);
    expect(await grant(scene.admin.person)).toEqual(refused('StepUpNeeded'));
    const code = toyTotpCode(scene.admin.secret, clock.now());
    must(await accounts.stepUp(scene.admin.person, origin, { by: 'totp', code }));
    const steppedUp = await scene.mustIdentify(scene.admin.token);
    const { grantId } = must(await grant(steppedUp));
    await scene.givePassword(scene.other, his);
    const { token } = await scene.enrol(his);
    expect((await scene.mustIdentify(token)).staffRoles).toEqual(['finance']);
    clock.advance(1);
    must(
      await accounts.stepUp(scene.admin.person, origin, {
        by: 'totp',
        code: toyTotpCode(scene.admin.secret, clock.now()),
      }),
    );
    const again = await scene.mustIdentify(scene.admin.token);
    must(await accounts.revokeRole(again, origin, { accountId, grantId }));
    expect((await scene.mustIdentify(token)).staffRoles).toEqual([]);
  });

  it('end by themselves', async () => {
    const scene = await office();
    const { accountId } = scene.other;
    const until = new Date(scene.clock.now().getTime() + 10 * 60_000);
    must(
      await scene.accounts.grantRole(scene.admin.person, scene.origin, { accountId, role: 'finance', until }),
    );
    await scene.givePassword(scene.other, his);
    const { token } = await scene.enrol(his);
    expect((await scene.mustIdentify(token)).staffRoles).toEqual(['finance']);
    scene.clock.advance(10);
    expect((await scene.mustIdentify(token)).staffRoles).toEqual([]);
  });

  it('are limited to a city where the grant says so', async () => {
    const scene = await office();
    const { accountId } = scene.other;
    const grant = (role: 'dispatcher' | 'admin') =>
      scene.accounts.grantRole(scene.admin.person, scene.origin, { accountId, role, cityCode: '110000' });
    expect(await grant('admin')).toEqual(refused('RoleTenantWide'));
    must(await grant('dispatcher'));
    await scene.givePassword(scene.other, his);
    const { token } = await scene.enrol(his);
    expect((await scene.mustIdentify(token)).roleScopes).toEqual([
      { role: 'dispatcher', cityCode: '110000' },
    ]);
  });

  it('of auditors exclude all others, and none is held twice', async () => {
    const scene = await office();
    const { accountId } = scene.other;
    const grant = (role: 'auditor' | 'finance') =>
      scene.accounts.grantRole(scene.admin.person, scene.origin, { accountId, role });
    must(await grant('finance'));
    expect(await grant('finance')).toEqual(refused('RoleHeld'));
    expect(await grant('auditor')).toEqual(refused('RolesExclude'));
  });

  it('leave one administrator, also when two revoke each other at the same time', async () => {
    const scene = await office();
    const { accountId } = scene.other;
    const { grantId } = must(
      await scene.accounts.grantRole(scene.admin.person, scene.origin, { accountId, role: 'admin' }),
    );
    await scene.givePassword(scene.other, his);
    const { token } = await scene.enrol(his);
    const second = await scene.mustIdentify(token);
    scene.clock.advance(1);
    const code = toyTotpCode(scene.admin.secret, scene.clock.now());
    must(await scene.accounts.stepUp(scene.admin.person, scene.origin, { by: 'totp', code }));
    const first = await scene.mustIdentify(scene.admin.token);
    const both = await Promise.all([
      scene.accounts.revokeRole(first, scene.origin, { accountId, grantId }),
      scene.accounts.revokeRole(second, scene.origin, {
        accountId: first.accountId,
        grantId: scene.admin.grantId,
      }),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toEqual(refused('LastAdmin'));
  });

  it('of a lost app: an administrator resets it, and the colleague enrols a new one', async () => {
    const scene = await office();
    const colleague = await scene.aColleague(third, 'finance');
    const { accountId } = colleague.person;
    scene.clock.advance(1);
    const code = toyTotpCode(scene.admin.secret, scene.clock.now());
    must(await scene.accounts.stepUp(scene.admin.person, scene.origin, { by: 'totp', code }));
    must(
      await scene.accounts.resetTotp(await scene.mustIdentify(scene.admin.token), scene.origin, {
        accountId,
      }),
    );
    expect(await scene.identify(colleague.token)).toBeUndefined();
    expect((await scene.enrol(third)).kind).toBe('staff');
  });

  it('are audited with what was granted and by whom', async () => {
    const scene = await office();
    const { accountId } = scene.other;
    must(await scene.accounts.grantRole(scene.admin.person, scene.origin, { accountId, role: 'finance' }));
    const granted = (await auditOf(scene)).find(({ operation }) => operation === 'role.grant');
    expect(granted).toMatchObject({
      operation: 'role.grant',
      outcome: 'done',
      actor: { as: 'A', accountId: scene.admin.person.accountId },
      object: { kind: 'account', id: accountId },
      facts: { role: 'finance' },
    });
  });
});

describe('a fresh proof', () => {
  it('is by the app for whoever has one, never by something weaker', async () => {
    const scene = aScene();
    const { person } = await scene.aColleague(hers, 'dispatcher');
    const byPassword = await scene.accounts.stepUp(person, scene.origin, {
      by: 'password',
      password: goodPassword,
    });
    expect(byPassword).toEqual({ ok: false, error: { type: 'ProofNotAccepted', accepted: ['totp'] } });
  });

  it('is by password or code for everybody else, and lasts five minutes', async () => {
    const scene = aScene();
    const { person, token } = await scene.signUp(hers);
    scene.clock.advance(1);
    const { challengeId, code } = await scene.askCode(hers, 'step-up');
    must(await scene.accounts.stepUp(person, scene.origin, { by: 'code', challengeId, code }));
    expect((await scene.mustIdentify(token)).steppedUpAt).toEqual(scene.clock.now());
  });
});
