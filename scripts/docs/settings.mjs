/**
 * One setting as the schema knows it; `choices` of an enumeration.
 * @typedef {{ name: string, meaning: string, standard: string, choices: string }} Setting
 */

/** @param {any} schema @returns {{ standard: string, choices: string }} */
function look(schema) {
  const { def } = schema;
  if (def.type === 'default') return { ...look(def.innerType), standard: String(def.defaultValue) };
  if (def.type === 'optional') return look(def.innerType);
  return { standard: '', choices: def.type === 'enum' ? schema.options.join(', ') : '' };
}

/** Throws for a setting that nobody described. @param {Record<string, any>} shape of the zod object `settings` @returns {Setting[]} */
export const settingsOf = (shape) =>
  Object.entries(shape).map(([name, schema]) => {
    if (!schema.description) throw new Error(`setting ${name} has no description`);
    return { name, meaning: schema.description, ...look(schema) };
  });

/** @param {readonly Setting[]} settings */
export function environmentExample(settings) {
  const entries = settings.map(({ name, meaning, standard, choices }) =>
    [`# ${meaning}`, ...(choices ? [`# ${choices}`] : []), `# ${name}=${standard}`].join('\n'),
  );
  return `# 由 node scripts/generate-docs.mjs 生成自 packages/platform/src/config.ts，请勿手改 · generated, do not edit.
# 全部可不设；井号行是默认值。 Nothing has to be set; what is commented out is the default.
# 复制为 .env 后载入：set -a; . ./.env; set +a · copy to .env and load it so before starting.

${entries.join('\n\n')}
`;
}

/** @param {readonly Setting[]} settings */
export const settingsTable = (settings) =>
  [
    '| Setting | Default | Meaning |',
    '|---|---|---|',
    ...settings.map(
      ({ name, meaning, standard, choices }) =>
        `| \`${name}\` | ${standard === '' ? '–' : `\`${standard}\``} | ${meaning}${choices ? ` (${choices})` : ''} |`,
    ),
  ].join('\n');
