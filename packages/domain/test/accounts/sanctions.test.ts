import { personOf, type Sanction, type SanctionMeasure } from '@banzhen/domain/accounts';
import { authorize } from '@banzhen/domain/policy';
import { idFrom, type SanctionId } from '@banzhen/domain/shared/ids';
import { aFamily, must } from '@banzhen/domain/testing';
import { describe, expect, it } from 'vitest';
import { aScene, hers, his, phoneOf } from './scene.js';

const refused = (type: string) => ({ ok: false, error: expect.objectContaining({ type }) });
const banned: SanctionMeasure = { kind: 'banned' };
const noBooking: SanctionMeasure = { kind: 'restricted', functions: ['book', 'review'] };

const aCase = async () => {
  const scene = aScene();
  const judge = await scene.aColleague(hers, 'quality');
  const culprit = await scene.signUp(his);
  const impose = (measure: SanctionMeasure, until?: Date) =>
    scene.accounts.imposeSanction(judge.person, scene.origin, {
      accountId: culprit.person.accountId,
      measure,
      cause: 'disorder',
      reason: '多次辱骂陪诊员',
      ...(until ? { until } : {}),
    });
  return { ...scene, judge, culprit, impose };
};

describe('a ban', () => {
  it('acts on the next request, ends every session and keeps every way in shut, until it ends', async () => {
    const { accounts, origin, askCode, clock, identify, culprit, impose, signUp } = await aCase();
    must(await impose(banned, new Date(clock.now().getTime() + 60 * 60_000)));
    expect(await identify(culprit.token)).toBeUndefined();
    clock.advance(1);
    const entered = await accounts.signInWithCode(origin, {
      ...(await askCode(his, 'sign-in')),
      app: 'family',
    });
    expect(entered).toMatchObject({ error: { type: 'AccountBanned', cause: 'disorder' } });
    clock.advance(60);
    expect((await signUp(his)).person.accountId).toBe(culprit.person.accountId);
    expect(await identify(culprit.token)).toBeUndefined();
  });

  it('keeps a session out that nobody has ended', async () => {
    const { sessionReader, deps, clock, culprit, judge } = await aCase();
    const found = await sessionReader.find(deps.secrets.tokenHash(culprit.token));
    if (!found) throw new Error('the culprit is signed in');
    const ban: Sanction = {
      id: idFrom<SanctionId>(deps.ids.next()),
      accountId: found.session.accountId,
      measure: banned,
      cause: 'fraud',
      reason: '冒名',
      from: clock.now(),
      by: judge.person.accountId,
      version: 1,
    };
    expect(personOf(found, clock.now()).ok).toBe(true);
    expect(personOf({ ...found, sanctions: [ban] }, clock.now())).toEqual(refused('AccountBanned'));
  });

  it('is appealed against with a code, and granting the appeal lifts it', async () => {
    const { accounts, origin, askCode, clock, judge, impose, signUp } = await aCase();
    const { sanctionId } = must(await impose(banned));
    clock.advance(1);
    const proof = await askCode(his, 'appeal');
    must(await accounts.appealBan(origin, { ...proof, sanctionId, text: '不是我' }));
    expect(must(await accounts.listAppeals(judge.person))).toEqual([
      expect.objectContaining({ id: sanctionId, phone: expect.stringMatching(/^\d{3}\*{4}\d{4}$/) }),
    ]);
    must(await accounts.answerAppeal(judge.person, origin, { sanctionId, granted: true, text: '查实有误' }));
    expect(must(await accounts.listAppeals(judge.person))).toEqual([]);
    expect((await signUp(his)).person.restricted).toEqual([]);
  });

  it('is not for somebody else to appeal against', async () => {
    const { accounts, origin, askCode, impose } = await aCase();
    const { sanctionId } = must(await impose(banned));
    const proof = await askCode(phoneOf('13700137000'), 'appeal');
    expect(await accounts.appealBan(origin, { ...proof, sanctionId, text: '不是我' })).toEqual(
      refused('NotFound'),
    );
  });
});

describe('a restriction', () => {
  it('takes functions from the next request on and leaves the rest', async () => {
    const { mustIdentify, culprit, impose } = await aCase();
    must(await impose(noBooking));
    const person = await mustIdentify(culprit.token);
    expect(person.restricted).toEqual(['book', 'review']);
    expect(authorize('order.create', person, new Set(['booker']))).toEqual(refused('FunctionRestricted'));
    expect(authorize('order.cancel', person, new Set(['booker'])).ok).toBe(true);
  });

  it('of a person who is also a dispatcher does not stop what they do as one', () => {
    const person = aFamily({ restricted: ['book'] });
    expect(authorize('order.create', person, new Set(['dispatcher'])).ok).toBe(true);
  });

  it('is lifted with a reason, once', async () => {
    const { accounts, origin, judge, mustIdentify, culprit, impose } = await aCase();
    const { sanctionId } = must(await impose(noBooking));
    const lift = (reason: string) => accounts.liftSanction(judge.person, origin, { sanctionId, reason });
    expect(await lift('  ')).toEqual(refused('WordsRequired'));
    must(await lift('已改正'));
    expect((await mustIdentify(culprit.token)).restricted).toEqual([]);
    expect(await lift('已改正')).toEqual(refused('SanctionOver'));
  });

  it('is appealed against once, and a refused appeal changes nothing', async () => {
    const { accounts, origin, judge, mustIdentify, culprit, impose } = await aCase();
    const { sanctionId } = must(await impose(noBooking));
    const appeal = (text: string) => accounts.appealSanction(culprit.person, origin, { sanctionId, text });
    must(await appeal('我没有'));
    expect(await appeal('我真的没有')).toEqual(refused('AppealMade'));
    const answer = () =>
      accounts.answerAppeal(judge.person, origin, { sanctionId, granted: false, text: '维持' });
    must(await answer());
    expect(await answer()).toEqual(refused('NoOpenAppeal'));
    expect((await mustIdentify(culprit.token)).restricted).toEqual(['book', 'review']);
    const [own] = must(await accounts.listOwnSanctions(culprit.person));
    expect(own).toMatchObject({ reason: '多次辱骂陪诊员', appeal: { answer: { granted: false } } });
  });
});

describe('who may sanction', () => {
  it('are administrators and quality, with a reason, for a time that is not over, and not themselves', async () => {
    const { accounts, origin, judge, culprit, clock, impose } = await aCase();
    const { accountId } = culprit.person;
    const given = { accountId, measure: banned, cause: 'fraud', reason: '' } as const;
    expect(await accounts.imposeSanction(judge.person, origin, given)).toEqual(refused('WordsRequired'));
    expect(await impose(banned, clock.now())).toEqual(refused('EmptyTimeRange'));
    const byCulprit = { ...given, accountId: judge.person.accountId, reason: '报复' };
    expect(await accounts.imposeSanction(culprit.person, origin, byCulprit)).toEqual(refused('NotAllowed'));
    const oneself = { ...given, accountId: judge.person.accountId, reason: '自罚' };
    expect(await accounts.imposeSanction(judge.person, origin, oneself)).toEqual(refused('NotAllowed'));
  });

  it('over colleagues are administrators only', async () => {
    const { accounts, origin, judge, culprit, giveRole, impose } = await aCase();
    await giveRole(culprit.person, 'dispatcher');
    expect(await impose(banned)).toEqual(refused('NotAllowed'));
    expect(await accounts.findPerson(judge.person, origin, { phone: his })).toMatchObject({
      value: { phone: '139****9000', grants: [{ role: 'dispatcher' }] },
    });
  });
});
