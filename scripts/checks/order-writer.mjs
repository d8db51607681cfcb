const writes =
  /\.\s*(?:orders\s*\.\s*(?:insert|update)|holds\s*\.\s*keep|timers\s*\.\s*arm|timeline\s*\.\s*append)\s*\(/;
const useCases = /^packages\/domain\/src\/(?!testing\/).*\.ts$/;
const writer = 'packages/domain/src/visits/save-order.ts';

/** Why: docs/adr/0006-holds-and-timers-are-functions-of-the-order.md. @type {import('../lib/sources.mjs').Check} */
export const orderWriter = {
  name: 'orders, their holds, timers and timeline are written by saveOrder only',
  find: ({ files, read }) =>
    files
      .filter((path) => useCases.test(path) && path !== writer && writes.test(read(path)))
      .map((path) => `${path}: writes what belongs to an order; only ${writer} does`),
  probes: [
    {
      rule: 'a use case that takes a hold by itself',
      files: {
        'packages/domain/src/visits/use-cases/planted.ts':
          'export const take = (stores, id, holds, now) => stores.holds.keep(id, holds, now);\n',
      },
      sees: /use-cases\/planted\.ts: writes what belongs to an order/,
    },
  ],
};
