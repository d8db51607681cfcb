import { ok } from '@banzhen/domain/shared/result';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import type { VisitStores } from '@banzhen/domain/visits';
import { postgresUnitOfWork as whole } from '@banzhen/postgres';

export * from '@banzhen/postgres';

/** Each call of a store in a transaction of its own. */
const apart = (unitOfWork: UnitOfWork<VisitStores>): VisitStores => {
  const store = (name: string | symbol) =>
    new Proxy(
      {},
      {
        get:
          (_store, method) =>
          async (...args: readonly unknown[]) => {
            const done = await unitOfWork.run(async (stores) => {
              const port: object = Reflect.get(stores, name);
              return ok<unknown>(await Reflect.apply(Reflect.get(port, method), port, args));
            });
            return done.ok ? done.value : undefined;
          },
      },
    );
  return new Proxy({} as VisitStores, { get: (_stores, name) => store(name) });
};

/** The planted bug: what a command writes is committed in pieces. */
export const postgresUnitOfWork: typeof whole = (db, parts) => {
  const unitOfWork = whole(db, parts);
  return { run: (work) => work(apart(unitOfWork)) };
};
