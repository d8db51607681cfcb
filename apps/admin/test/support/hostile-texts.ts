/** Markup and code that must stay text; each tells the page that it has run by a dialog. */
const bites = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<svg><animate onbegin=alert(1) attributeName=x dur=1s>',
  '<body onload=alert(1)>',
  '<iframe srcdoc="<script>parent.alert(1)</script>"></iframe>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<details open ontoggle=alert(1)>',
  '<input autofocus onfocus=alert(1)>',
  '<video><source onerror=alert(1)>',
  '<audio src=x onerror=alert(1)>',
  '<object data="javascript:alert(1)">',
  '<embed src="data:text/html,<script>alert(1)</script>">',
  '<a href="javascript:alert(1)" autofocus>x</a>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
  '<form action="javascript:alert(1)"><button autofocus>x</button></form>',
  '<style>@import "javascript:alert(1)";</style>',
  '<base href="https://evil.example/">',
  '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
  '<marquee onstart=alert(1)>x</marquee>',
  'javascript:alert(1)//',
  '{{constructor.constructor("alert(1)")()}}',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what an attacker writes
  '${alert(1)}',
  "';alert(1);//",
  '=HYPERLINK("javascript:alert(1)")',
];

const wrappings: readonly ((bite: string) => string)[] = [
  (bite) => bite,
  (bite) => `"'>${bite}`,
  (bite) => `--></title></textarea></style></script>${bite}`,
  (bite) => bite.replace(/<(\w+)[\s/]/g, '<$1\n\t'),
  (bite) => bite.replace(/<\w+|\bon\w+|javascript/g, (name) => name.toUpperCase()),
  (bite) => bite.replace(/</g, '&lt;').replace(/>/g, '&gt;'),
  (bite) => `\u202e${bite}\u2066\ufeff`,
  (bite) => `]]>${bite}<![CDATA[`,
];

/** Two hundred hostile texts. */
export const hostileTexts: readonly string[] = wrappings.flatMap((wrapped, no) =>
  bites.map((bite) => `${wrapped(bite)} (${no})`),
);

/** What a machine reads: ids, instants, enumerations, codes, addresses, zones. */
const forMachines =
  /^(?:[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d\d-\d\dT[\d:.]+Z|[A-Z_]{1,30}|[a-z0-9][\w.:-]{0,60}|O\d+\w*|[A-Z][A-Za-z]+|[A-Z][a-z]+\/[A-Z]\w+|\/\S*)$/;

/** The same answer with `text` in the place of everything that is written for people. */
export const withTextReplaced = (value: unknown, text: string): unknown => {
  if (typeof value === 'string') return forMachines.test(value) ? value : text;
  if (Array.isArray(value)) return value.map((part) => withTextReplaced(part, text));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, withTextReplaced(part, text)]),
  );
};
