import type { Platform, PlatformConfig } from '@banzhen/platform';

/** What a newcomer sees when the server is up: where to look and as whom to sign in. */
export const welcome = async (platform: Platform, config: PlatformConfig, port: number): Promise<string> => {
  const url = `http://localhost:${port}`;
  const people = config.sandbox ? (await platform.identity.people()).slice(0, 8) : [];
  return [
    '',
    `  Banzhen 伴诊 is ready 已就绪: ${url}`,
    `  storage 存储: ${config.storage.kind === 'embedded' ? `embedded, ${config.storage.dataDir}` : 'PostgreSQL and Redis'}`,
    ...(people.length > 0 ? ['', '  demo sign-ins 演示身份 (pick one in the console 在控制台选择):'] : []),
    ...people.map(({ name, roles, accountId }) => `    ${name}  ${roles.join(', ')}  ${accountId}`),
    '',
    config.sandbox
      ? `  one whole visit over HTTP 完整演示: npx -y pnpm@12 demo:visit${port === 3000 ? '' : ` --url ${url}`}`
      : '',
    '',
  ].join('\n');
};
