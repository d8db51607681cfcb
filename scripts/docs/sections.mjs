const mark = (/** @type {string} */ name) => ({
  begin: `<!-- generated ${name}: node scripts/generate-docs.mjs -->`,
  end: `<!-- end of ${name} -->`,
});

/**
 * `document` with the text between the marks of a section replaced; undefined when it has no such section.
 * @param {string} document @param {string} name @param {string} text @returns {string | undefined}
 */
export function withSection(document, name, text) {
  const { begin, end } = mark(name);
  const from = document.indexOf(begin);
  const to = document.indexOf(end, from);
  if (from < 0 || to < 0) return undefined;
  const between = text.trim() === '' ? '\n' : `\n\n${text.trim()}\n\n`;
  return `${document.slice(0, from)}${begin}${between}${document.slice(to)}`;
}
