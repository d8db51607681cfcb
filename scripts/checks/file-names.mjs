const banned = /(?:^|-)(?:utils?|helpers?|common|managers?|services?|data|info|misc)$/;
// Use cases are called verb-noun, and "service" is the domain's own word for what an escort does.
const useCase = /\/use-cases\/[a-z]+-[^/]+$/;
const bannedFolder = /^(?:utils?|helpers?|common|managers?|misc)$/;
const code = /\.(?:[cm]?[jt]sx?|sql)$/;

/** @param {string} path */
function findIn(path) {
  const folders = path.split('/');
  const file = folders.pop() ?? '';
  const name = (file.split('.')[0] ?? '').toLowerCase();
  const problems = [];
  if (code.test(file) && banned.test(name) && !useCase.test(path))
    problems.push(`${path}: "${name}" says nothing; name what is inside`);
  const folder = folders.find((part) => bannedFolder.test(part));
  if (folder !== undefined) problems.push(`${path}: folder "${folder}" says nothing; name what is inside`);
  return problems;
}

/** @type {import('../lib/sources.mjs').Check} */
export const fileNames = {
  name: 'names of files',
  find: ({ files }) => files.flatMap(findIn),
  probes: [
    { rule: 'file called utils', files: { 'packages/domain/src/orders/utils.ts': '' }, sees: /"utils"/ },
    {
      rule: 'suffix -service',
      files: { 'packages/domain/src/orders/order-service.ts': '' },
      sees: /"order-service"/,
    },
    {
      rule: 'folder called helpers',
      files: { 'apps/api/src/helpers/clock.ts': '' },
      sees: /folder "helpers"/,
    },
  ],
};
