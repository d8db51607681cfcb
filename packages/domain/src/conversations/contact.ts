import { done, err, type Result } from '../shared/result.js';

/** The text has a way to reach somebody beside the platform; nothing was sent (FX14). */
export type ContactNotAllowed = { readonly type: 'ContactNotAllowed'; readonly found: 'phone' | 'handle' };

const numerals: Readonly<Record<string, string>> = Object.fromEntries(
  ['零〇', '一壹幺', '二贰两', '三叁', '四肆', '五伍', '六陆', '七柒', '八捌', '九玖'].flatMap(
    (characters, digit) => [...characters].map((character) => [character, String(digit)]),
  ),
);

const DIGIT = /\p{Nd}/u;

/** A digit of whatever script as an ASCII one: the ten of a script stand one after the other. */
const asciiDigit = (character: string): string => {
  if (!DIGIT.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && DIGIT.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(value);
};

const FEWEST_DIGITS = 5;
/** Letters that stand for digits among digits. */
const asDigits = (run: string): string =>
  run.replace(/\D/gu, '').length < FEWEST_DIGITS ? run : run.replace(/o/gu, '0').replace(/[il]/gu, '1');

/** Full-width forms as ASCII, digits of all scripts and Chinese numerals as digits, what cannot be seen left out, lower case, letters that stand apart together. */
const plainly = (text: string): string =>
  [...text.normalize('NFKC').replace(/[\p{Cf}\u2800]|\ufe0f|\u20e3/gu, '')]
    .map((character) => numerals[character] ?? asciiDigit(character))
    .join('')
    .toLowerCase()
    .replace(/(?<=(?:^|\s)\S)\s(?=\S(?:\s|$))/gu, '')
    .replace(/[\doil]{7,20}/gu, asDigits)
    .replace(/[([{]at[)\]}]/gu, '@')
    .replace(/(?<=[a-z0-9])点(?=[a-z])/gu, '.');

/** Digits in groups that up to three separators keep apart. A colon is none, and no comma: those are times and lists. */
const RUN = /\+?\d+(?:[\s\-_.·•*~()/—–和加杠横]{1,3}\d+)*/gu;
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

/** How people group the eleven digits of a phone; measured values come in other lengths. */
const GROUPED = /^(?:3,4,4|4,4,3|4,3,4|3,3,5|1(?:,2){5}|2(?:,2){4},1)$/u;
const COUNTRY = /^(?:\+\d{1,3}|(?:00)?86)$/u;

const isGroupedLikePhone = (groups: readonly string[]): boolean => {
  const own = groups.length > 1 && COUNTRY.test(groups[0] ?? '') ? groups.slice(1) : groups;
  const sizes = own.map(({ length }) => length);
  return (
    own.length <= 2 || sizes.every((size) => size <= 2 && size === sizes[0]) || GROUPED.test(sizes.join(','))
  );
};

const isPhone = (groups: readonly string[]): boolean => {
  if (!isGroupedLikePhone(groups)) return false;
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
  '(?:微\\s?信|威信|薇信?|徽信|卫星|钉钉|叮叮|(?<![a-z0-9])v(?=[\\s]?:)|(?<![a-z0-9])(?:wechat|weixin|wx|vx|v信|whats\\s?app|telegram|tg|line|qq)|扣扣|企鹅|抖音|小红书)';
const SAID = '(?:号码?|id|账号|帐号|同名|同号|是|为|加|搜索?|[:=@\\s])*';
/** A name of its own: letters with a digit, `_` or `-` among them, five characters at least; or five digits. */
const NAME = '(?=[a-z0-9_-]*[0-9_-])[a-z0-9][a-z0-9_-]{4,29}';
const LED = '\\s*(?:号码?|id|账号|帐号|[:=@])+[是为\\s]*[a-z][a-z0-9_-]{4,29}';
const HANDLE = new RegExp(`${CHANNEL}(?:${SAID}${NAME}|${LED})(?![a-z0-9])`, 'u');
/** An address on the net, by its beginning or by how it ends. */
const LINK = /https?:|www\.|(?<![a-z0-9])t\.me\/|[a-z0-9-]\.(?:com|cn|net|org|top|xyz|vip|cc)(?![a-z0-9])/u;
const MAIL = /[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/u;

/**
 * Refuses a text with a phone number or a handle that leads off the platform: in ASCII, full-width or Chinese digits, with
 * separators or without. Times, rooms, prices, dates, the numbers of orders, 110 and 120 pass (FX14).
 */
export const withoutContact = (text: string): Result<void, ContactNotAllowed> => {
  const plain = plainly(text);
  if (dialled(plain) || SERVICE.test(plain) || NAMED.test(plain))
    return err({ type: 'ContactNotAllowed', found: 'phone' });
  return HANDLE.test(plain) || MAIL.test(plain) || LINK.test(plain)
    ? err({ type: 'ContactNotAllowed', found: 'handle' })
    : done;
};
