/**
 * A zod schema as far as it is looked at here: what it is, and what it is made of.
 * @typedef {{ def: any, [member: string]: any }} Schema
 * @typedef {ReadonlyMap<Schema, string>} Names of schemas that are told once, by their name
 */

/** Takes off what says how a value is kept and not what it is. @param {Schema} schema @returns {Schema} */
export function bare(schema) {
  const { def } = schema;
  if (['readonly', 'optional', 'default', 'prefault', 'nonoptional', 'catch'].includes(def.type))
    return bare(def.innerType);
  return def.type === 'pipe' ? bare(def.in.def.type === 'transform' ? def.out : def.in) : schema;
}

/** @param {Schema} schema */
export const mayBeLeftOut = (schema) => ['optional', 'default', 'prefault'].includes(schema.def.type);

/** A part of a shape: by its name if it has one. @param {Schema} schema @param {Names} names @returns {string} */
export function partText(schema, names) {
  return names.get(schema) ?? names.get(bare(schema)) ?? shapeText(schema, names);
}

/** @param {Schema} schema @param {Names} names */
const listText = (schema, names) => {
  const part = partText(schema, names);
  return /[|{ ]/.test(part) && !part.startsWith('{') ? `(${part})[]` : `${part}[]`;
};

/** @param {Schema} schema @param {Names} names */
const objectText = (schema, names) => {
  const fields = Object.entries(schema.def.shape).map(
    ([name, field]) =>
      `${name}${mayBeLeftOut(/** @type {any} */ (field)) ? '?' : ''}: ${partText(/** @type {any} */ (field), names)}`,
  );
  return `{ ${fields.join('; ')} }`;
};

/** What a schema lets through, in the words of TypeScript. @param {Schema} schema @param {Names} names @returns {string} */
export function shapeText(schema, names) {
  const inner = bare(schema);
  const { def } = inner;
  const quoted = (/** @type {unknown} */ value) => (typeof value === 'string' ? `'${value}'` : String(value));
  switch (def.type) {
    case 'object':
      return objectText(inner, names);
    case 'array':
      return listText(def.element, names);
    case 'enum':
      return Object.values(def.entries).map(quoted).join(' | ');
    case 'literal':
      return def.values.map(quoted).join(' | ');
    case 'union':
      return def.options.map((/** @type {Schema} */ one) => partText(one, names)).join(' | ');
    case 'nullable':
      return `${partText(def.innerType, names)} | null`;
    case 'record':
      return `Record<${partText(def.keyType, names)}, ${partText(def.valueType, names)}>`;
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
    case 'unknown':
    case 'undefined':
      return def.type;
    default:
      throw new Error(`a schema of kind ${def.type} cannot be told yet`);
  }
}

/** @param {Schema} inner */
const numberRule = (inner) => {
  const isWhole = inner.format === 'safeint' || inner.isInt === true;
  const kind = isWhole ? 'whole number' : 'number';
  const isAbove = (/** @type {any} */ { _zod: { def } }) => def.check === 'greater_than' && !def.inclusive;
  const least = inner.minValue + (isWhole && inner.def.checks?.some(isAbove) ? 1 : 0);
  const most = inner.maxValue;
  const isBounded = (/** @type {unknown} */ bound) =>
    typeof bound === 'number' && Math.abs(bound) < Number.MAX_SAFE_INTEGER;
  if (isBounded(least) && isBounded(most)) return `${kind}, ${least} to ${most}`;
  if (isBounded(least)) return `${kind}, at least ${least}`;
  return isBounded(most) ? `${kind}, at most ${most}` : kind;
};

const formats = /** @type {const} */ ({
  uuid: 'UUID',
  datetime: 'instant, ISO 8601 with `Z` or an offset',
});

/** @param {Schema} inner */
const textRule = (inner) => {
  const known = formats[/** @type {keyof typeof formats} */ (inner.format)];
  if (known) return known;
  const pattern = inner.def.checks?.map((/** @type {any} */ check) => check._zod?.def?.pattern).find(Boolean);
  if (pattern) return `text like \`${String(pattern).slice(1, -1).replaceAll('|', '\\|')}\``;
  return typeof inner.maxLength === 'number' ? `text, at most ${inner.maxLength} characters` : 'text';
};

/** What may stand in a field, in words. @param {Schema} schema @param {Names} names @returns {string} */
export function ruleText(schema, names) {
  const inner = bare(schema);
  const { type } = inner.def;
  if (type === 'number') return numberRule(inner);
  if (type === 'string') return textRule(inner);
  if (type === 'boolean') return '`true` or `false`';
  if (type === 'enum')
    return Object.values(inner.def.entries)
      .map((value) => `\`${value}\``)
      .join(', ');
  if (type === 'array') return `list of ${ruleText(inner.def.element, names)}`;
  return `\`${shapeText(inner, names).replaceAll('|', '\\|')}\``;
}

/** What a field is taken for when it is left out. @param {Schema} schema @returns {unknown} */
export function standardOf(schema) {
  const { def } = schema;
  if (def.type === 'default' || def.type === 'prefault') return def.defaultValue;
  return ['readonly', 'optional'].includes(def.type) ? standardOf(def.innerType) : undefined;
}

/** Every named schema inside of these, in the order in which they are met. @param {readonly Schema[]} schemas @param {Names} names @returns {readonly Schema[]} */
export function namedWithin(schemas, names) {
  /** @type {Set<Schema>} */
  const found = new Set();
  /** @param {Schema} schema */
  const look = (schema) => {
    const inner = bare(schema);
    const named = names.has(schema) ? schema : names.has(inner) ? inner : undefined;
    if (named && found.has(named)) return;
    if (named) found.add(named);
    const { def } = inner;
    const parts = [def.element, def.innerType, def.keyType, def.valueType, ...(def.options ?? [])];
    for (const part of [...parts, ...Object.values(def.shape ?? {})]) if (part) look(part);
  };
  for (const schema of schemas) look(schema);
  return [...found];
}
