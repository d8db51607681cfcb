import type { DemoPersonDto } from '@banzhen/contracts';
import type { Platform, PlatformConfig } from '@banzhen/platform';

const inChinese: Readonly<Record<string, string>> = {
  dispatcher: '调度',
  finance: '财务',
  family: '家属',
  escort: '陪诊员',
  admin: '管理员',
  quality: '资质审核',
  support: '客服',
  auditor: '审计',
};

const MOST_NAMES = 3;

/** The people of one role: the first with the id to sign in with, some names, and how many they are if they are more. */
const roleLine = (role: string, people: readonly DemoPersonDto[]): string => {
  const names = people
    .slice(0, MOST_NAMES)
    .map(({ name, accountId }, index) => (index === 0 ? `${name} ${accountId}` : name));
  const rest = people.length > MOST_NAMES ? ` … ${people.length}` : '';
  const words = [inChinese[role], role].filter((word) => word !== undefined).join(' ');
  return `    ${words}: ${names.join(', ')}${rest}`;
};

const signIns = (people: readonly DemoPersonDto[]): readonly string[] => {
  const roles = [...new Set(people.flatMap((person) => person.roles))];
  if (roles.length === 0) return [];
  return [
    '',
    '  demo sign-ins 演示身份 (pick one in the console 在控制台选择; over HTTP 接口: POST /trpc/demo.signInAs {"accountId": ID}):',
    ...roles.map((role) =>
      roleLine(
        role,
        people.filter((person) => person.roles.includes(role)),
      ),
    ),
  ];
};

/** The sandbox of partners is loaded where the demo's orders are. */
const partnerLines = (
  { partnerSandbox }: Platform,
  { storage, demoOrders }: PlatformConfig,
  url: string,
): readonly string[] => {
  if (!partnerSandbox || !demoOrders || storage.kind !== 'embedded') return [];
  const key = partnerSandbox.key();
  return [
    `  partner sandbox 合作方沙箱: ${url}/v1/reference, key 密钥 ${key}`,
    `  conformance kit 合规检查: npx -y pnpm@12 conformance --url ${url} --key ${key}`,
  ];
};

/** What a newcomer sees when the server is up: where to look and as whom to sign in. */
export const welcome = async (platform: Platform, config: PlatformConfig, port: number): Promise<string> => {
  const url = `http://localhost:${port}`;
  const people = (config.sandbox && (await platform.demo?.people())) || [];
  return [
    '',
    `  Banzhen 伴诊 is ready 已就绪: ${url}`,
    `  storage 存储: ${config.storage.kind === 'embedded' ? `embedded, ${config.storage.dataDir}` : 'PostgreSQL and Redis'}`,
    ...signIns(people),
    '',
    ...(config.sandbox
      ? [
          ...partnerLines(platform, config, url),
          `  codes, passwords and authenticator codes 验证码、演示密码和动态口令: ${url}/sandbox/inbox`,
          `  one whole visit over HTTP 完整演示: npx -y pnpm@12 demo:visit${port === 3000 ? '' : ` --url ${url}`}`,
          '',
        ]
      : []),
  ].join('\n');
};
