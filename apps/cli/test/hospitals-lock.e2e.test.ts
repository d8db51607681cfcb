import { afterAll, beforeAll, expect, test } from 'vitest';
import { jsonOf, runCollected } from './support/collected.js';
import { putCityWithOrders } from './support/prepared.js';
import { type StartedApi, startApi } from './support/started-api.js';
import { temporaryFolder } from './support/temporary.js';

let place: Awaited<ReturnType<typeof temporaryFolder>>;
let api: StartedApi;

beforeAll(async () => {
  place = await temporaryFolder();
  await putCityWithOrders(`${place.folder}/data`);
  api = await startApi(`${place.folder}/data`);
});
afterAll(() => place.remove());

test('while a server holds the folder an import names it and says what to do; afterwards it works', async () => {
  const file = await place.write(
    'one.csv',
    'code,name,district,kind,grade\nA1,甲医院,东城区,综合医院,三级\n',
  );
  const load = () =>
    runCollected(['hospitals', 'import', file, '--json'], { DATA_DIR: `${place.folder}/data` });
  const refused = await load();
  expect(refused.status).toBe(1);
  expect(jsonOf(refused.last)).toMatchObject({ error: { type: 'DataDirInUse' } });
  expect(refused.progress).toContain(`process ${api.pid} `);
  expect(refused.progress).toContain('Stop it first');

  await api.stop();
  const loaded = await load();
  expect(loaded.status).toBe(0);
  expect(jsonOf(loaded.last)).toMatchObject({ inserted: 1, bad: 0 });
});
