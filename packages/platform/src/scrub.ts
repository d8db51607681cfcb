/** What must not stand in a log even if somebody wrote it there by mistake; the first that fits is taken. */
const forms: readonly (readonly [name: string, form: RegExp])[] = [
  [
    'token',
    /\bBearer\s+[^\s"']+|\bdemo-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\beyJ[\w-]+\.[\w-]+\.[\w-]*/i,
  ],
  ['session', /\b\w*(?:session|sid)=[^\s;"']+/i],
  ['key', /\b(?:mk|sk|pk)_(?:live|test)_\w+|\bwhsec_[\w+/=-]+|-----BEGIN[^-]+-----[^-]*/],
  ['credentials', /(?<=:\/\/)[^\s/@"']+(?=@)/],
  // An id of ours may contain digits that look like something else.
  ['', /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/i],
  ['token', /(?<![\w-])(?:[\w-]{43}|[0-9a-f]{64})(?![\w-])/i],
  ['id-number', /(?<!\d)\d{17}[\dXx](?![\dXx])/],
  ['card', /(?<!\d)\d(?:[ -]?\d){15,18}(?!\d)/],
  ['phone', /(?<!\d)(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)/],
];

const anyForm = new RegExp(forms.map(([, form]) => `(${form.source})`).join('|'), 'gi');

/** The check digit of bank cards (Luhn). */
const isCard = (text: string): boolean => {
  const digits = [...text.replace(/\D/g, '')].map(Number).reverse();
  const sum = digits.reduce((total, digit, place) => {
    const doubled = place % 2 === 0 ? digit : digit * 2;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
};

/** The text without phone, ID and card numbers, tokens and keys; whatever else stays as it is. */
export const scrubbed = (text: string): string =>
  text.replace(anyForm, (found: string, ...groups: readonly (string | undefined)[]) => {
    const name = forms[groups.findIndex((group) => group !== undefined)]?.[0] ?? '';
    if (name === '' || (name === 'card' && !isCard(found))) return found;
    return `[${name}]`;
  });

const scrubbedValue = (value: unknown): unknown => {
  if (typeof value === 'string') return scrubbed(value);
  if (typeof value === 'number') {
    const text = String(value);
    return scrubbed(text) === text ? value : scrubbed(text);
  }
  if (Array.isArray(value)) return value.map(scrubbedValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [scrubbed(name), scrubbedValue(part)]),
  );
};

/** The last thing that happens to a line of the log (PR1): one line of JSON without anything that `scrubbed` knows. */
export const scrubbedLine = (line: string): string => `${JSON.stringify(scrubbedValue(JSON.parse(line)))}\n`;
