/**
 * One file (or a few) per way of breaking an import rule; `rule: undefined` is a control that must stay clean.
 * @typedef {{ rule: string | undefined, about: string, files: Record<string, string> }} PlantedImport
 */

const domain = 'packages/domain/src';

/** Targets that planted files point to; they break nothing themselves. */
export const plantedGround = {
  [`${domain}/planted-one/ports.ts`]: 'export interface Port { read(): string }\n',
  [`${domain}/planted-one/rule.ts`]: 'export const one = 1;\n',
  [`${domain}/planted-one/index.ts`]: "export { one } from './rule.js';\n",
  [`${domain}/planted-two/rule.ts`]: 'export const two = 2;\n',
  [`${domain}/planted-two/index.ts`]: "export { two } from './rule.js';\n",
  [`${domain}/shared/planted-ground.ts`]: 'export const ground = 0;\n',
  [`${domain}/testing/planted-builder.ts`]: 'export const built = 0;\n',
  'packages/domain/dist/shared/planted-ground.js': 'export const ground = 0;\n',
  'packages/domain/dist/testing/index.js': 'export {};\n',
  'packages/contracts/dist/index.js': 'export {};\n',
  'packages/postgres/dist/index.js': 'export {};\n',
  'packages/vault/dist/index.js': 'export {};\n',
  'packages/platform/dist/index.js': 'export {};\n',
  'packages/platform/src/planted-ground.ts': 'export const ground = 0;\n',
  'apps/api/dist/index.js': 'export {};\n',
  'apps/admin/src/features/planted-one/list.ts': 'export const list = 0;\n',
};

/** @type {readonly PlantedImport[]} */
export const plantedImports = [
  {
    rule: 'domain-imports-nothing-outside',
    about: 'the domain imports a library',
    files: { [`${domain}/planted-one/library.ts`]: "import { z } from 'zod';\nexport const x = z;\n" },
  },
  {
    rule: 'domain-imports-nothing-outside',
    about: 'the domain imports the type of a library',
    files: {
      [`${domain}/planted-one/library-type.ts`]:
        "import type { z } from 'zod';\nexport type X = z.ZodType;\n",
    },
  },
  {
    rule: 'domain-imports-nothing-outside',
    about: 'the domain imports node:fs',
    files: {
      [`${domain}/planted-one/node.ts`]:
        "import { readFileSync } from 'node:fs';\nexport const x = readFileSync;\n",
    },
  },
  {
    rule: 'domain-imports-nothing-outside',
    about: 'the domain loads a library when it runs',
    files: { [`${domain}/planted-one/dynamic.ts`]: "export const x = () => import('zod');\n" },
  },
  {
    rule: 'contract-suites-import-vitest-only',
    about: 'a contract suite imports a driver',
    files: {
      [`${domain}/testing/contracts/planted.ts`]:
        "import postgres from 'postgres';\nexport const x = postgres;\n",
    },
  },
  {
    rule: 'rules-import-own-rules-and-shared',
    about: 'a rule imports a port',
    files: {
      [`${domain}/planted-one/with-port.ts`]:
        "import type { Port } from './ports.js';\nexport type X = Port;\n",
    },
  },
  {
    rule: 'rules-import-own-rules-and-shared',
    about: 'a rule imports another module',
    files: { [`${domain}/planted-one/with-other.ts`]: "export { two } from '../planted-two/index.js';\n" },
  },
  {
    rule: 'use-cases-import-other-modules-by-their-face',
    about: 'a use case reaches into another module',
    files: {
      [`${domain}/planted-one/use-cases/reach-in.ts`]: "export { two } from '../../planted-two/rule.js';\n",
    },
  },
  {
    rule: 'use-cases-import-other-modules-by-their-face',
    about: 'the module that puts others together reaches into one',
    files: { [`${domain}/visits/planted-reach-in.ts`]: "export { two } from '../planted-two/rule.js';\n" },
  },
  {
    rule: 'shared-imports-shared-only',
    about: 'shared/ imports a module',
    files: { [`${domain}/shared/planted-up.ts`]: "export { two } from '../planted-two/index.js';\n" },
  },
  {
    rule: 'contracts-import-zod-only',
    about: 'a wire schema imports the domain',
    files: {
      'packages/contracts/src/planted.ts':
        "export { ground } from '@banzhen/domain/shared/planted-ground';\n",
    },
  },
  {
    rule: 'drizzle-and-drivers-in-postgres-only',
    about: 'a router imports drizzle',
    files: {
      'apps/api/src/planted-drizzle.ts': "import { sql } from 'drizzle-orm';\nexport const x = sql;\n",
    },
  },
  {
    rule: 'drizzle-and-drivers-in-postgres-only',
    about: 'the composition root imports PGlite',
    files: { 'packages/platform/src/planted-pglite.ts': "export { PGlite } from '@electric-sql/pglite';\n" },
  },
  {
    rule: 'ioredis-and-bullmq-in-redis-only',
    about: 'the worker imports bullmq',
    files: { 'apps/worker/src/planted.ts': "import { Queue } from 'bullmq';\nexport const x = Queue;\n" },
  },
  {
    rule: 'argon2-in-vault-only',
    about: 'the composition root hashes by itself',
    files: { 'packages/platform/src/planted-hash.ts': "export { hash } from '@node-rs/argon2';\n" },
  },
  {
    rule: 'only-platform-imports-adapters',
    about: 'an adapter imports the vault',
    files: { 'packages/redis/src/planted-vault.ts': "export * from '@banzhen/vault';\n" },
  },
  {
    rule: 'only-platform-imports-adapters',
    about: 'a router imports an adapter',
    files: { 'apps/api/src/planted-adapter.ts': "export * from '@banzhen/postgres';\n" },
  },
  {
    rule: 'adapters-stay-in-their-own-package',
    about: 'a relative import leaves its package',
    files: {
      'apps/worker/src/planted-leave.ts':
        "export * from '../../../packages/platform/src/planted-ground.js';\n",
    },
  },
  {
    rule: 'front-ends-import-contracts-and-api-only',
    about: 'a page imports the domain, in a file with JSX',
    files: {
      'apps/admin/src/planted-page.tsx':
        "import { ground } from '@banzhen/domain/shared/planted-ground';\nexport const Page = () => <p>{ground}</p>;\n",
    },
  },
  {
    rule: 'front-ends-import-nothing-of-node',
    about: 'a page imports node:path',
    files: {
      'apps/admin/src/planted-node.ts': "import { join } from 'node:path';\nexport const x = join;\n",
    },
  },
  {
    rule: 'features-never-import-each-other',
    about: 'a feature imports another feature',
    files: {
      'apps/admin/src/features/planted-two/page.ts': "export { list } from '../planted-one/list.js';\n",
    },
  },
  {
    rule: 'conformance-knows-the-client-only',
    about: 'the conformance kit imports the domain',
    files: {
      'packages/conformance/src/planted-domain.ts':
        "export { ok } from '../../domain/dist/shared/result.js';\n",
    },
  },
  {
    rule: 'source-never-imports-tests',
    about: 'shipped code imports test builders',
    files: { 'apps/api/src/planted-builders.ts': "export * from '@banzhen/domain/testing';\n" },
  },
  {
    rule: 'no-cycles',
    about: 'two files import each other',
    files: {
      'packages/payments/src/planted-left.ts':
        "import { right } from './planted-right.js';\nexport const left = () => right;\n",
      'packages/payments/src/planted-right.ts':
        "import { left } from './planted-left.js';\nexport const right = () => left;\n",
    },
  },
  {
    rule: 'imports-resolve',
    about: 'an import leads nowhere',
    files: { 'packages/payments/src/planted-nowhere.ts': "export * from './planted-nothing.js';\n" },
  },
  {
    rule: undefined,
    about: 'what is allowed stays allowed',
    files: {
      [`${domain}/planted-one/use-cases/good.ts`]:
        "import type { Port } from '../ports.js';\nimport { two } from '../../planted-two/index.js';\nexport const x = (port: Port) => [port.read(), two];\n",
      [`${domain}/visits/planted-good.ts`]:
        "export { two } from '../planted-two/index.js';\nexport { use } from './use-cases/planted-good.js';\n",
      [`${domain}/visits/use-cases/planted-good.ts`]: 'export const use = 0;\n',
      [`${domain}/planted-one/good-rule.ts`]:
        "import { ground } from '../shared/planted-ground.js';\nimport { one } from './rule.js';\nexport const x = ground + one;\n",
      [`${domain}/testing/contracts/planted-good.ts`]:
        "import { test } from 'vitest';\nimport { built } from '../planted-builder.js';\nexport const x = () => test('x', () => built);\n",
      'packages/contracts/src/planted-good.ts': "import { z } from 'zod';\nexport const x = z.string();\n",
      'packages/platform/src/planted-good.ts': "export * from '@banzhen/postgres';\n",
      'apps/api/src/planted-good.ts':
        "export * from '@banzhen/platform';\nexport * from '@banzhen/contracts';\n",
      'apps/admin/src/planted-good.tsx':
        "import type { AppRouter } from '@banzhen/api';\nexport * from '@banzhen/contracts';\nexport const Page = (_: AppRouter) => <p>ok</p>;\n",
    },
  },
];
