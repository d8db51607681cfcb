const source = /^(?:packages|apps)\/.*\/src\/.*\.tsx?$/;
/** The vault, and the format in which WeChat Pay seals its notices. */
const mayCipher = /^packages\/(?:vault\/src\/|payments\/src\/sealed-resource\.ts$)/;
const ciphers = /\bcreate(?:Cipher|Decipher)(?:iv)?\b|\bsubtle\s*\.\s*(?:encrypt|decrypt)\b/;

/** Why: docs/adr/0014-sealed-fields.md. @type {import('../lib/sources.mjs').Check} */
export const ciphersInVault = {
  name: 'only the vault encrypts',
  find: ({ files, read }) =>
    files
      .filter((path) => source.test(path) && !mayCipher.test(path) && ciphers.test(read(path)))
      .map((path) => `${path}: encrypts by itself; packages/vault does`),
  probes: [
    {
      rule: 'an adapter that encrypts by itself',
      files: {
        'packages/postgres/src/planted.ts':
          "import { createCipheriv } from 'node:crypto';\nexport const seal = createCipheriv;\n",
      },
      sees: /packages\/postgres\/src\/planted\.ts: encrypts by itself/,
    },
  ],
};
