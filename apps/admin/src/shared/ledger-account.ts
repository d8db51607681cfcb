import { wordOf } from './i18n/words.js';

const SHORT_ID = 8;

/** `escort_pending:<id>` -> the account's word and a name; without one the last characters of the id. */
export function accountWord(
  account: string,
  nameOf: (id: string) => string | undefined = () => undefined,
): string {
  const [kind = account, id] = account.split(':');
  if (id === undefined) return wordOf('account', kind);
  const channel = wordOf('channel', id);
  const name = nameOf(id) ?? (channel === id && id.length > SHORT_ID ? `…${id.slice(-SHORT_ID)}` : channel);
  return `${wordOf('account', kind)} · ${name}`;
}
