import type { SanctionMeasure } from '@banzhen/domain/accounts';
import { type AccountId, idFrom, type SanctionId } from '@banzhen/domain/shared/ids';
import { ok } from '@banzhen/domain/shared/result';
import { type OpenDatabase, uuidv7 } from '@banzhen/postgres';
import { accountStoresFixture, visitStoresFixture } from '@banzhen/postgres/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openOwnDatabase } from './support.js';
import { aTown } from './town.js';

let database: OpenDatabase;
beforeAll(async () => {
  database = await openOwnDatabase();
});
afterAll(() => database.close());

const HOUR_MS = 3_600_000;
const restricted = (...functions: readonly ['work' | 'book']): SanctionMeasure => ({
  kind: 'restricted',
  functions,
});

it('dispatch sees what sanctions take from an escort at this moment, and nothing that is over (B44, B52)', async () => {
  const visits = visitStoresFixture(database);
  const accounts = accountStoresFixture(database);
  const town = await aTown(visits);
  const stateAfter = async (measure: SanctionMeasure, fromMs: number, untilMs?: number) => {
    const escort = await town.addEscort();
    const at = (ms: number) => new Date(Date.now() + ms);
    await accounts.unitOfWork.run(async ({ sanctions }) => {
      await sanctions.insert({
        id: idFrom<SanctionId>(uuidv7()),
        accountId: escort.accountId,
        measure,
        cause: 'disorder',
        reason: '辱骂患者',
        from: at(fromMs),
        ...(untilMs === undefined ? {} : { until: at(untilMs) }),
        by: idFrom<AccountId>(escort.accountId),
        version: 1,
      });
      return ok(undefined);
    });
    const found = await visits.unitOfWork.run(async ({ escorts }) => ok(await escorts.profile(escort.id)));
    return found.ok ? found.value?.account : undefined;
  };
  expect([
    await stateAfter({ kind: 'banned' }, -HOUR_MS),
    await stateAfter(restricted('work'), -HOUR_MS, HOUR_MS),
    await stateAfter(restricted('book'), -HOUR_MS),
    await stateAfter({ kind: 'warned' }, -HOUR_MS),
    await stateAfter({ kind: 'banned' }, -2 * HOUR_MS, -HOUR_MS),
    await stateAfter({ kind: 'banned' }, HOUR_MS),
  ]).toEqual(['BANNED', 'RESTRICTED', 'ACTIVE', 'ACTIVE', 'ACTIVE', 'ACTIVE']);
});
