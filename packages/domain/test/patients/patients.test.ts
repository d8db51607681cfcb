import { idFrom, type TenantId } from '@banzhen/domain/shared/ids';
import { ok } from '@banzhen/domain/shared/result';
import { aDetailedPatient, aFamily, anOrder, must } from '@banzhen/domain/testing';
import { describe, expect, it } from 'vitest';
import { aColleague, aPatientsFamily, auditOf, inJune, phoneOf, signUp } from './family.js';

const telling = { realName: '王秀兰', idNumber: '110101194903070022' };
const healthy = { ...telling, conditions: '高血压，青霉素过敏', bed: '08' };
const refused = (type: string, facts: object = {}) => ({ ok: false, error: { type, ...facts } });

describe('patients of a family that is on the phone', () => {
  const desk = aColleague('dispatcher');

  it('are found by its whole number: those for whom it may book, noted in the audit', async () => {
    const world = await aPatientsFamily();
    const { patients, origin, keeper, sister, patientId } = world;
    const phone = phoneOf('13800138001');
    const listed = [{ patientId, name: '陈妈妈', isRealNamed: false }];
    expect(await patients.findPatients(desk, origin, { phone })).toEqual(ok(listed));
    expect(await patients.findPatients(desk, origin, { phone: phoneOf('13800138002') })).toEqual(ok([]));
    const noted = (await auditOf(world)).filter(({ operation }) => operation === 'patient.find');
    expect(noted.map(({ outcome, object }) => [outcome, object?.kind])).toEqual([
      ['done', 'account'],
      ['done', 'account'],
    ]);
    expect(new Set(noted.map(({ object }) => object?.id))).toEqual(
      new Set([keeper.accountId, sister.accountId]),
    );
  });

  it('are nobody’s for a number of another tenant, and for whoever dispatches nowhere', async () => {
    const { patients, origin, keeper } = await aPatientsFamily();
    const phone = phoneOf('13800138001');
    const tenantId = idFrom<TenantId>('01900000-0001-7000-8000-000000000099');
    const abroad = aColleague('dispatcher', { tenantId });
    expect(await patients.findPatients(abroad, origin, { phone })).toEqual(refused('NotFound'));
    expect(await patients.findPatients(desk, origin, { phone: phoneOf('13900009999') })).toEqual(
      refused('NotFound'),
    );
    for (const actor of [keeper, aColleague('finance')])
      expect(await patients.findPatients(actor, origin, { phone })).toMatchObject({
        error: { type: 'NotAllowed' },
      });
  });
});

describe('a patient', () => {
  it('is real-named once a real name and an ID number are there, and no longer without them', async () => {
    const { patients, keeper, patientId } = await aPatientsFamily();
    const change = async (details: object) =>
      must(await patients.changePatient(keeper, { patientId, details })).isRealNamed;
    expect(await change({ realName: '王秀兰' })).toBe(false);
    expect(await change(telling)).toBe(true);
    expect(await change({})).toBe(false);
    const created = await patients.createPatient(keeper, { name: '爸爸', details: telling });
    expect(must(created).isRealNamed).toBe(true);
  });

  it('is read whole by who may book, and changed by nobody else', async () => {
    const { patients, keeper, sister, patientId, origin, consent } = await aPatientsFamily();
    must(await consent(keeper));
    must(await patients.changePatient(keeper, { patientId, name: '母亲', details: healthy }));
    expect(must(await patients.readPatient(keeper, origin, { patientId }))).toEqual({
      patientId,
      name: '母亲',
      isRealNamed: true,
      isKeeper: true,
      details: { ...healthy, birthDate: '1949-03-07', sex: 'female' },
      masked: [],
    });
    // Seen red where `patient.read` allowed 'self'.
    expect(await patients.readPatient(sister, origin, { patientId })).toEqual(refused('NotFound'));
    expect(await patients.changePatient(sister, { patientId, details: {} })).toEqual(refused('NotFound'));
    const stranger = aColleague('admin', {
      tenantId: idFrom<TenantId>('01900000-0bbb-7000-8000-000000000001'),
    });
    expect(await patients.readPatient(stranger, origin, { patientId })).toEqual(refused('NotFound'));
  });

  it('is told all that is wrong with its details at once', async () => {
    const { patients, keeper, patientId } = await aPatientsFamily();
    const details = { idNumber: '110101194903070023', phone: '12', birthDate: '1849-01-01' };
    expect(await patients.changePatient(keeper, { patientId, details })).toEqual(
      refused('PatientDetailsWrong', {
        fields: [
          { path: 'idNumber', problem: 'not-an-id-number' },
          { path: 'birthDate', problem: 'not-a-day-of-birth' },
          { path: 'phone', problem: 'not-a-phone-number' },
        ],
      }),
    );
  });

  it('is there once for each family, who learn nothing of another family’s', async () => {
    const world = await aPatientsFamily();
    const { patients, keeper, sister, patientId } = world;
    must(await patients.changePatient(keeper, { patientId, details: telling }));
    // Seen red where findOwn left out the account: the sister was told of a patient who is not hers.
    expect(await patients.createPatient(sister, { name: '妈妈', details: telling })).toMatchObject({
      ok: true,
    });
    expect(await patients.createPatient(keeper, { name: '再来', details: telling })).toEqual(
      refused('IdNumberKnown', { patientId }),
    );
    expect(await patients.changePatient(keeper, { patientId, details: telling })).toMatchObject({ ok: true });
  });

  it('has health details only from those who have agreed to that, in the version in force', async () => {
    const { patients, keeper, patientId, clock, consent, origin } = await aPatientsFamily();
    const save = () => patients.changePatient(keeper, { patientId, details: healthy });
    // Seen red where a consent to any version was enough, and where a withdrawn one was.
    expect(await save()).toEqual(refused('ConsentNeeded', { kind: 'health-data', version: 1 }));
    expect(await patients.createPatient(keeper, { name: '爸爸', details: { ward: '三病区' } })).toEqual(
      refused('ConsentNeeded', { kind: 'health-data', version: 1 }),
    );
    must(await consent(keeper));
    expect((await save()).ok).toBe(true);
    must(await patients.withdrawConsent(keeper, origin, { kind: 'health-data' }));
    expect((await save()).ok).toBe(false);
    must(await consent(keeper));
    clock.set(inJune);
    expect(await save()).toEqual(refused('ConsentNeeded', { kind: 'health-data', version: 2 }));
    expect(await consent(keeper)).toEqual(refused('ConsentOutdated', { kind: 'health-data', version: 2 }));
    must(await consent(keeper, 2));
    expect((await save()).ok).toBe(true);
  });
});

describe('staff', () => {
  const aKnownPatient = async () => {
    const world = await aPatientsFamily();
    must(await world.consent(world.keeper));
    const details = { ...aDetailedPatient() };
    must(await world.patients.changePatient(world.keeper, { patientId: world.patientId, details }));
    return { ...world, details };
  };

  it.each(['support', 'quality', 'admin', 'dispatcher'] as const)(
    'of %s see nothing of level 4 but that it is there, and leave an entry',
    async (role) => {
      const world = await aKnownPatient();
      const { patients, patientId, origin } = world;
      const { details, masked } = must(await patients.readPatient(aColleague(role), origin, { patientId }));
      // Seen red where `hidden` was what it is for families.
      expect(masked).toEqual(['idNumber', 'conditions', 'department', 'ward', 'bed']);
      expect(details).toMatchObject({
        realName: '王秀兰',
        idNumber: '110***********0022',
        conditions: '***',
        department: '***',
        ward: '***',
        bed: '***',
      });
      expect((await auditOf(world)).at(-1)).toMatchObject({ operation: 'patient.read', outcome: 'done' });
    },
  );

  it('of one city see patients for whom something was booked there', async () => {
    const world = await aKnownPatient();
    const { patients, patientId, origin, stores } = world;
    const { cityCode } = anOrder('PAID');
    const inCity = (city: string) =>
      aColleague('dispatcher', { roleScopes: [{ role: 'dispatcher', cityCode: city }] });
    const sees = async (city: string) => (await patients.readPatient(inCity(city), origin, { patientId })).ok;
    // Seen red where roles counted whatever their city.
    expect(await sees(cityCode)).toBe(false);
    await stores.visits.unitOfWork.run(async ({ orders }) =>
      ok(await orders.insert({ ...anOrder('PAID'), patientId })),
    );
    expect([await sees(cityCode), await sees('elsewhere')]).toEqual([true, false]);
  });

  it.each(['finance', 'auditor'] as const)('of %s see no patient at all', async (role) => {
    const { patients, patientId, origin } = await aKnownPatient();
    const colleague = aColleague(role);
    expect(await patients.readPatient(colleague, origin, { patientId })).toEqual(refused('NotFound'));
    const asked = { patientId, fields: ['bed'], reason: '核对床位' } as const;
    expect(await patients.revealPatient(colleague, origin, asked)).toEqual(refused('NotFound'));
  });

  it('see what they give a reason for, with fields and reveal in the audit, and no value anywhere (AZ12)', async () => {
    const world = await aKnownPatient();
    const { patients, patientId, origin, stores } = world;
    const asked = { patientId, fields: ['idNumber', 'bed', 'bed'], reason: ' 家属来电核对 ' } as const;
    const colleague = aColleague('support');
    expect(must(await patients.revealPatient(colleague, origin, asked))).toEqual({
      idNumber: '110101194903070022',
      bed: '08',
    });
    const kept = must(
      await stores.unitOfWork.run(async ({ reveals }) => ok(await reveals.ofPatient(patientId))),
    );
    expect(kept).toMatchObject([
      { by: colleague.accountId, fields: ['idNumber', 'bed'], reason: '家属来电核对' },
    ]);
    const entry = (await auditOf(world)).at(-1);
    // Seen red where the reveal left no entry.
    expect(entry).toMatchObject({
      operation: 'patient.reveal',
      actor: { as: 'S', accountId: colleague.accountId },
      object: { kind: 'patient', id: patientId },
      outcome: 'done',
      facts: { fields: ['idNumber', 'bed'], revealId: kept[0]?.id },
    });
    expect(JSON.stringify(entry)).not.toMatch(/110101194903070022|家属/);
  });

  it('see nothing without a reason, or without a fresh proof', async () => {
    const world = await aKnownPatient();
    const { patients, patientId, origin, clock } = world;
    const reveal = (reason: string) =>
      patients.revealPatient(aColleague('quality'), origin, { patientId, fields: ['bed'], reason });
    expect(await reveal('  看看 ')).toEqual(refused('WordsRequired'));
    clock.advance(5);
    expect(await reveal('核对床位')).toEqual(refused('StepUpNeeded'));
    expect((await auditOf(world)).slice(-2).map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['refused', 'WordsRequired'],
      ['refused', 'StepUpNeeded'],
    ]);
  });

  it('are no family: a keeper reveals nothing by saying why', async () => {
    const { patients, patientId, origin, keeper } = await aKnownPatient();
    const asked = { patientId, fields: ['bed'], reason: '我是家属' } as const;
    expect(await patients.revealPatient(keeper, origin, asked)).toEqual(refused('NotFound'));
  });
});

it('a person whom a sanction keeps from booking adds and changes no patient', async () => {
  const world = await aPatientsFamily();
  const restricted = aFamily({ ...world.keeper, restricted: ['book'] });
  expect(await world.patients.createPatient(restricted, { name: '爸爸', details: {} })).toMatchObject(
    refused('FunctionRestricted'),
  );
  const other = await signUp(world, 5, phoneOf('13800138005'));
  expect(await world.patients.listProxies(other, { patientId: world.patientId })).toEqual(
    refused('NotFound'),
  );
});
