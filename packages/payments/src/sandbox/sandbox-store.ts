/** Anything JSON can hold, with the revision that guards it. */
export type SandboxRecord = { readonly revision: number; readonly [field: string]: unknown };

/** The provider's own memory: nothing of the platform reads it. Its keys have at most 200 characters. */
export interface SandboxStore {
  get(key: string): Promise<SandboxRecord | undefined>;
  /**
   * Writes in one atomic step if revision `record.revision - 1` is stored (for revision 1: nothing is stored);
   * answers whether it wrote.
   */
  put(key: string, record: SandboxRecord): Promise<boolean>;
  list(prefix: string): Promise<readonly { readonly key: string; readonly record: SandboxRecord }[]>;
  /** Harmless when nothing is stored. */
  remove(key: string): Promise<void>;
}

/** A store that ends with the process. */
export const inMemorySandboxStore = (): SandboxStore => {
  const records = new Map<string, SandboxRecord>();
  return {
    get: async (key) => structuredClone(records.get(key)),
    put: async (key, record) => {
      if ((records.get(key)?.revision ?? 0) !== record.revision - 1) return false;
      records.set(key, structuredClone(record));
      return true;
    },
    list: async (prefix) =>
      [...records]
        .filter(([key]) => key.startsWith(prefix))
        .map(([key, record]) => ({ key, record: structuredClone(record) })),
    remove: async (key) => {
      records.delete(key);
    },
  };
};
