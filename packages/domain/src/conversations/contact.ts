import { done, err, type Result } from '../shared/result.js';

/** The text has a way to reach somebody beside the platform; nothing was sent (FX14). */
export type ContactNotAllowed = { readonly type: 'ContactNotAllowed'; readonly found: 'phone' | 'handle' };

const numerals: Readonly<Record<string, string>> = Object.fromEntries(
  ['零〇', '一壹幺', '二贰两', '三叁', '四肆', '五伍', '六陆', '七柒', '八捌', '九玖'].flatMap(
    (characters, digit) => [...characters].map((character) => [character, String(digit)]),
  ),
);

/** Full-width forms as ASCII, Chinese numerals as digits, what cannot be seen left out, lower case. */
const plainly = (text: string): string =>
  [...text.normalize('NFKC').replace(/[\p{Cf}\u2800]/gu, '')]
    .map((character) => numerals[character] ?? character)
    .join('')
    .toLowerCase();

/** Digits in groups that up to three separators keep apart. A colon is none, and no comma: those are times and lists. */
const RUN = /\+?\d+(?:[\s\-_.·•*~()/—–]{1,3}\d+)*/gu;
/** A number with one of these after it is a time, a price, a room or an age. */
const UNIT = /^\s?(?:元|块|角|点|时|分|秒|日|楼|层|室|床|岁|次|周|天|月|年|米|公里|里|度|%|℃|毫|克|片|粒)/u;
const MOBILE = /^(?:\+?(?:00)?86)?1[3-9]\d{9}$/u;
const LANDLINE = /^0(?:10|2\d|[3-9]\d\d)\d{7,8}$/u;
const AREA = /^0(?:10|2\d|[3-9]\d\d)$/u;
const FOREIGN = /^\+\d{8,15}$/u;
const SERVICE = /(?<!\d)[48]00(?:-\d{3,4}-\d{3,4}|\d{7}|-\d{7})(?!\d)/u;
/** A number of a few digits is a phone where somebody says that it is. */
const NAMED =
  /(?:电话|手机|座机|号码|致电|打给|拨打|tel|phone|mobile)[^\p{L}\p{N}]{0,4}(?:是|为|号|:)?[^\p{L}\p{N}]{0,4}\d{4}[\s-]?\d{3,4}(?!\d)/u;

const isPhone = (groups: readonly string[]): boolean => {
  const joined = groups.join('');
  if (MOBILE.test(joined) || FOREIGN.test(joined)) return true;
  const [area = '', local = ''] = groups;
  return groups.length === 1
    ? LANDLINE.test(joined)
    : groups.length === 2 && AREA.test(area) && /^\d{7,8}$/u.test(local);
};

/** With `+` and the code of a country; so many groups at most make a phone number. */
const MOST_DIGITS = 16;

/** Whether neighbouring groups of one run make a phone number. */
const hasPhone = (groups: readonly string[]): boolean =>
  groups.some((_, from) => {
    const window = groups.slice(from, from + MOST_DIGITS);
    return window.some((__, to) => isPhone(window.slice(0, to + 1)));
  });

const dialled = (text: string): boolean =>
  [...text.matchAll(RUN)].some(({ 0: run, index }) => {
    const groups = run.match(/\+?\d+/gu) ?? [];
    const isQuantity = groups.length > 1 && UNIT.test(text.slice(index + run.length));
    return hasPhone(isQuantity ? groups.slice(0, -1) : groups);
  });

const CHANNEL =
  '(?:微\\s?信|威信|薇信|(?<![a-z0-9])(?:wechat|weixin|wx|vx|v信|whats\\s?app|telegram|tg|line|qq)|扣扣|企鹅|抖音|小红书)';
const SAID = '(?:号码?|id|账号|帐号|是|为|加|搜索?|[:=@\\s])*';
/** A name of its own: letters with a digit, `_` or `-` among them, five characters at least; or five digits. */
const NAME = '(?=[a-z0-9_-]*[0-9_-])[a-z0-9][a-z0-9_-]{4,29}';
const LED = '\\s*(?:号码?|id|账号|帐号|[:=@])+[是为\\s]*[a-z][a-z0-9_-]{4,29}';
const HANDLE = new RegExp(`${CHANNEL}(?:${SAID}${NAME}|${LED})(?![a-z0-9])`, 'u');
const MAIL = /[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/u;

/**
 * Refuses a text with a phone number or a handle that leads off the platform: in ASCII, full-width or Chinese digits, with
 * separators or without. Times, rooms, prices, dates, the numbers of orders, 110 and 120 pass (FX14).
 */
export const withoutContact = (text: string): Result<void, ContactNotAllowed> => {
  const plain = plainly(text);
  if (dialled(plain) || SERVICE.test(plain) || NAMED.test(plain))
    return err({ type: 'ContactNotAllowed', found: 'phone' });
  return HANDLE.test(plain) || MAIL.test(plain) ? err({ type: 'ContactNotAllowed', found: 'handle' }) : done;
};
