/** What stands where a value was whose owner has been erased 已删除. */
export const ERASED = '已删除';

const HIDDEN = '*';

/** The first `head` and last `tail` characters, the rest hidden; short texts are hidden whole. */
const ends = (text: string, head: number, tail: number): string => {
  const characters = [...text];
  const hidden = characters.length - head - tail;
  if (hidden <= 0) return HIDDEN.repeat(characters.length);
  return [...characters.slice(0, head), HIDDEN.repeat(hidden), ...characters.slice(-tail)].join('');
};

/** `+8613800138000` as `138****8000`. */
export const maskPhone = (phone: string): string => ends(phone.replace(/^\+86/, ''), 3, 4);

/** `11010119900307123X` as `110***********123X`: neither the birth date nor the district. */
export const maskIdNumber = (idNumber: string): string => ends(idNumber, 3, 4);

/** `张小三` as `张*`; how long the name is stays hidden too. */
export const maskName = (name: string): string => {
  const [first = ''] = name.trim();
  return first && `${first}${HIDDEN}`;
};
