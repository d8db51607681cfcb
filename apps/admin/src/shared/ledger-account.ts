import { wordOf } from './i18n/words.js';

const SHORT_ID = 8;

/** `escort_pending:<id>` -> the account's word and whose it is; without a name the last characters of the id. */
export function accountWord(account: string, name?: string): string {
  const [kind = account, id] = account.split(':');
  if (id === undefined) return wordOf('account', kind);
  const channel = wordOf('channel', id);
  const owner = name ?? (channel === id && id.length > SHORT_ID ? `…${id.slice(-SHORT_ID)}` : channel);
  return `${wordOf('account', kind)} · ${owner}`;
}
