import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * Lets everything that is awaited inside `share` join one transaction: `Inbox.once` promises that an effect which knows
 * nothing of the inbox commits together with its mark. Nothing else uses it.
 */
export interface TransactionSharing<Client> {
  current(): Client | undefined;
  share<T>(client: Client, work: () => Promise<T>): Promise<T>;
}

export const transactionSharing = <Client>(): TransactionSharing<Client> => {
  const storage = new AsyncLocalStorage<{ readonly client: Client; isOpen: boolean }>();
  return {
    current() {
      const shared = storage.getStore();
      return shared?.isOpen ? shared.client : undefined;
    },
    async share(client, work) {
      const shared = { client, isOpen: true };
      try {
        return await storage.run(shared, work);
      } finally {
        shared.isOpen = false;
      }
    },
  };
};
