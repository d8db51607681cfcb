import { readConfig } from '@banzhen/platform';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { welcome } from '../src/welcome.js';
import { type OpenApi, openApi } from './open-api.js';

let api: OpenApi;
beforeAll(async () => {
  api = await openApi();
}, 60_000);
afterAll(() => api.close());

const linesOf = async (isSandbox: boolean): Promise<readonly string[]> => {
  const config = { ...readConfig({}), sandbox: isSandbox };
  return (await welcome(api.platform, config, 3000)).split('\n');
};

it('names the people of the demo by role, one line each, the first with the id to sign in with', async () => {
  const people = (await linesOf(true)).filter((line) => line.includes('01900003-'));
  expect(people.map((line) => line.trim())).toEqual([
    '调度 dispatcher: 林调度 01900003-0000-7000-8000-000000000001, 周调度',
    '财务 finance: 钱财务 01900003-0000-7000-8000-000000000003',
    '管理员 admin: 吴管理 01900003-0000-7000-8000-000000000004',
    '资质审核 quality: 郑质管 01900003-0000-7000-8000-000000000005',
    '客服 support: 冯客服 01900003-0000-7000-8000-000000000006',
    '审计 auditor: 褚审计 01900003-0000-7000-8000-000000000007',
    '家属 family: 陈家属 01900003-0000-7000-8000-00000000000b, 赵家属, 孙家属 … 5',
    '陪诊员 escort: 王陪诊 01900003-0000-7000-8000-000000000065, 李陪诊, 张陪诊 … 12',
  ]);
});

it('names nobody in production', async () => {
  const text = (await linesOf(false)).join('\n');
  expect(text).not.toMatch(/演示|demo|林调度/);
  expect(text).toMatch(/ready/);
});
