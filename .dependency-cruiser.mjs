/**
 * The import rules of the house (docs/architecture.md). Every rule has a probe in scripts/checks/import-probes.mjs.
 * Packages see each other through their exports, so another package is always a path below its dist folder.
 */
const ownModule = '^packages/domain/src/(?!shared/|testing/)([^/]+)/';
/** Modules whose task is to put the others together: all their files follow the rule of use cases. */
const assembling = 'visits|clinics|bundles|conversations|refusals';
const productSource = '^(?:packages|apps)/[^/]+/src/';
const frontEnd = '^apps/(?:admin|phone)/src/';
const adapterPackage = 'postgres|redis|payments|calendar|vault|files';
const npm = (/** @type {string} */ names) => `node_modules/(?:${names})/`;

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const forbidden = [
  {
    name: 'domain-imports-nothing-outside',
    comment: '1. The domain imports nothing from npm, node: or another package.',
    severity: 'error',
    from: { path: '^packages/domain/src/', pathNot: '^packages/domain/src/testing/contracts/' },
    to: { pathNot: '^packages/domain/src/', couldNotResolve: false },
  },
  {
    name: 'contract-suites-import-vitest-only',
    comment: '1. A contract suite may import vitest besides the domain.',
    severity: 'error',
    from: { path: '^packages/domain/src/testing/contracts/' },
    to: { pathNot: ['^packages/domain/src/', npm('vitest')], couldNotResolve: false },
  },
  {
    name: 'rules-import-own-rules-and-shared',
    comment:
      '2. A rule file imports the rules of its own module and shared/: no ports, no use cases, no other module.',
    severity: 'error',
    from: {
      path: ownModule,
      pathNot: ['/(?:ports|stores|index)\\.ts$|/use-cases/', `^packages/domain/src/(?:${assembling})/`],
    },
    to: {
      path: '^packages/domain/src/(?!testing/)',
      pathNot: '^packages/domain/src/(?:shared/|$1/(?!(?:ports|stores|index)\\.ts$|use-cases/))',
    },
  },
  {
    name: 'use-cases-import-other-modules-by-their-face',
    comment:
      '3. Use cases, ports.ts and stores.ts import their own module and shared/; another module only by its index.ts.',
    severity: 'error',
    from: {
      path: `^packages/domain/src/(?=(?:${assembling})/|[^/]+/(?:use-cases/|(?:ports|stores|index)\\.ts$))(?!shared/|testing/)([^/]+)/`,
    },
    to: {
      path: '^packages/domain/src/(?!testing/)',
      pathNot: '^packages/domain/src/(?:shared/|$1/|[^/]+/index\\.ts$)',
    },
  },
  {
    name: 'shared-imports-shared-only',
    comment: '3. shared/ lies below every module.',
    severity: 'error',
    from: { path: '^packages/domain/src/shared/' },
    to: { path: '^packages/domain/src/(?!testing/)', pathNot: '^packages/domain/src/shared/' },
  },
  {
    name: 'contracts-import-zod-only',
    comment: '4. Wire schemas depend on zod only.',
    severity: 'error',
    from: { path: '^packages/contracts/src/' },
    to: { pathNot: ['^packages/contracts/src/', npm('zod')], couldNotResolve: false },
  },
  {
    name: 'drizzle-and-drivers-in-postgres-only',
    comment: '5. Only packages/postgres knows drizzle and the drivers.',
    severity: 'error',
    from: { path: productSource, pathNot: '^packages/(?:postgres|domain|contracts)/' },
    to: { path: npm('drizzle-orm|postgres|pg|@electric-sql/[^/]+') },
  },
  {
    name: 'ioredis-and-bullmq-in-redis-only',
    comment: '5. Only packages/redis knows ioredis and bullmq.',
    severity: 'error',
    from: { path: productSource, pathNot: '^packages/(?:redis|domain|contracts)/' },
    to: { path: npm('ioredis|bullmq|redis') },
  },
  {
    name: 'argon2-in-vault-only',
    comment: '5. Only packages/vault hashes passwords.',
    severity: 'error',
    from: { path: productSource, pathNot: '^packages/(?:vault|domain|contracts)/' },
    to: { path: npm('@node-rs/argon2[^/]*|argon2|bcrypt|bcryptjs') },
  },
  {
    name: 'only-platform-imports-adapters',
    comment: '6. Routers, routes and processors never import adapters; the composition root does.',
    severity: 'error',
    from: {
      path: '^((?:packages|apps)/[^/]+)/src/',
      pathNot: `^packages/(?:platform|domain|contracts)/|${frontEnd}`,
    },
    to: {
      path: `^packages/(?:${adapterPackage})/(?:dist|src)/`,
      pathNot: ['/(?:dist|src)/testing/', '^$1/'],
    },
  },
  {
    name: 'adapters-stay-in-their-own-package',
    comment: '6. A relative import never leaves its package.',
    severity: 'error',
    from: { path: '^((?:packages|apps)/[^/]+|infra/[^/]+|proofs)/' },
    to: { path: '^(?:(?:packages|apps|infra)/[^/]+|proofs)/src/', pathNot: '^$1/' },
  },
  {
    name: 'front-ends-import-contracts-and-api-only',
    comment:
      '8. Front ends import the API (as a type, see import-forms.mjs) and contracts, and nothing of Node.',
    severity: 'error',
    from: { path: frontEnd },
    to: {
      path: '^(?:packages|apps|infra|proofs)/',
      pathNot: ['^packages/contracts/dist/', '^apps/api/dist/', '^apps/(?:admin|phone)/'],
    },
  },
  {
    name: 'front-ends-import-nothing-of-node',
    comment: '8. Front ends run in a browser.',
    severity: 'error',
    from: { path: frontEnd },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'features-never-import-each-other',
    comment: '8. A feature of a front end does not import another feature.',
    severity: 'error',
    from: { path: '^apps/(admin|phone)/src/features/([^/]+)/' },
    to: { path: '^apps/$1/src/features/', pathNot: '^apps/$1/src/features/$2/' },
  },
  {
    name: 'conformance-knows-the-client-only',
    comment:
      '10. The conformance kit is for anybody who serves or calls /v1: it knows the client of partners and nothing else of ours.',
    severity: 'error',
    from: { path: '^packages/conformance/src/' },
    to: {
      path: '^(?:packages|apps|infra|proofs)/',
      pathNot: ['^packages/conformance/src/', '^packages/partner-client/dist/'],
    },
  },
  {
    name: 'source-never-imports-tests',
    comment: '9. What is shipped never imports testing/ or tests.',
    severity: 'error',
    from: { path: productSource, pathNot: '/src/testing/' },
    to: {
      path: '/(?:src|dist)/testing/|^(?:packages|apps)/[^/]+/test/|\\.test\\.|node_modules/(?:vitest|fast-check)/',
    },
  },
  {
    name: 'no-cycles',
    comment: '9. No cycles.',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  {
    name: 'imports-resolve',
    comment: '9. An import that cannot be resolved is an error.',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
];

export default { forbidden };
