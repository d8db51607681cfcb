/**
 * @typedef {{ [name: string]: unknown }} Json
 * @typedef {{ at: string, before: Json, after: Json, documents: { before: Json, after: Json }, direction: 'in' | 'out' }} Compared
 */

const methods = ['get', 'post', 'put', 'patch', 'delete'];

/** @param {unknown} value @returns {Json} */
const json = (value) => (typeof value === 'object' && value !== null ? /** @type {Json} */ (value) : {});
/** @param {unknown} value @returns {readonly unknown[]} */
const list = (value) => (Array.isArray(value) ? value : []);

/** What a reference of a document stands for. @param {Json} document @param {Json} schema @returns {Json} */
function resolved(document, schema) {
  const reference = schema.$ref;
  if (typeof reference !== 'string') return schema;
  /** @type {unknown} */
  let found = document;
  for (const part of reference.replace(/^#\//, '').split('/')) found = json(found)[part];
  return resolved(document, json(found));
}

/** Limits of what is taken: a lower most or a higher least refuses what was taken before. */
const mosts = ['maximum', 'maxLength', 'maxItems', 'exclusiveMaximum'];
const leasts = ['minimum', 'minLength', 'minItems', 'exclusiveMinimum'];

/** @param {Json} before @param {Json} after @param {string} at */
function narrowedLimits(before, after, at) {
  const lower = mosts.filter(
    (name) =>
      typeof after[name] === 'number' &&
      !(Number(before[name] ?? Number.POSITIVE_INFINITY) <= Number(after[name])),
  );
  const higher = leasts.filter(
    (name) =>
      typeof after[name] === 'number' &&
      !(Number(before[name] ?? Number.NEGATIVE_INFINITY) >= Number(after[name])),
  );
  return [...lower, ...higher].map((name) => `${at}: ${name} is narrower`);
}

/** @param {Compared} compared @returns {readonly string[]} */
function schemaBreaks({ at, documents, direction, ...given }) {
  const before = resolved(documents.before, given.before);
  const after = resolved(documents.after, given.after);
  if (JSON.stringify(before.type) !== JSON.stringify(after.type) || before.format !== after.format)
    return [`${at}: is of another type`];
  const choices = { before: list(before.enum), after: list(after.enum) };
  const lost = choices.before.filter((choice) => !choices.after.includes(choice));
  const added = choices.after.filter((choice) => !choices.before.includes(choice));
  const fields = { before: json(before.properties), after: json(after.properties) };
  const required = { before: list(before.required), after: list(after.required) };
  const names = Object.keys(fields.before);
  const gone = names.filter((name) => !(name in fields.after));
  const needed = required.after.filter((name) => !required.before.includes(name));
  const unsure = required.before.filter(
    (name) => !required.after.includes(name) && String(name) in fields.after,
  );
  return [
    ...(direction === 'in' && after.enum && (lost.length > 0 || !before.enum)
      ? [`${at}: takes fewer values`]
      : []),
    ...(direction === 'out' && before.enum && (added.length > 0 || !after.enum)
      ? [`${at}: tells new values`]
      : []),
    ...(direction === 'in' ? narrowedLimits(before, after, at) : []),
    ...(direction === 'in' && after.pattern !== before.pattern && after.pattern !== undefined
      ? [`${at}: takes another pattern`]
      : []),
    ...gone.map((name) => `${at}.${name}: is gone`),
    ...(direction === 'in' ? needed : []).map((name) => `${at}.${name}: is needed now`),
    ...(direction === 'out' ? unsure : []).map((name) => `${at}.${name}: may be missing now`),
    ...names
      .filter((name) => name in fields.after)
      .flatMap((name) =>
        schemaBreaks({
          at: `${at}.${name}`,
          before: json(fields.before[name]),
          after: json(fields.after[name]),
          documents,
          direction,
        }),
      ),
    ...(before.items
      ? schemaBreaks({
          at: `${at}[]`,
          before: json(before.items),
          after: json(after.items),
          documents,
          direction,
        })
      : []),
  ];
}

/** @param {unknown} body @returns {Json} */
const schemaOf = (body) => json(json(json(json(body).content)['application/json']).schema);

/** @param {string} at @param {Json} before @param {Json} after @param {Compared['documents']} documents */
function operationBreaks(at, before, after, documents) {
  const named = (/** @type {Json} */ one) => `${String(one.in)} ${String(one.name)}`;
  const parameters = { before: list(before.parameters).map(json), after: list(after.parameters).map(json) };
  const kept = parameters.before.flatMap((one) => {
    const other = parameters.after.find((candidate) => named(candidate) === named(one));
    if (!other) return [`${at}, ${named(one)}: is gone`];
    const needed =
      other.required === true && one.required !== true ? [`${at}, ${named(one)}: is needed now`] : [];
    const schemas = { before: json(one.schema), after: json(other.schema) };
    return [
      ...needed,
      ...schemaBreaks({ at: `${at}, ${named(one)}`, ...schemas, documents, direction: 'in' }),
    ];
  });
  const known = parameters.before.map(named);
  const added = parameters.after
    .filter((one) => one.required === true && !known.includes(named(one)))
    .map((one) => `${at}, ${named(one)}: is needed now`);
  const statuses = Object.keys(json(before.responses));
  const answers = statuses.flatMap((status) => {
    const answer = json(after.responses)[status];
    if (!answer) return [`${at}: answers no ${status} any more`];
    const schemas = { before: schemaOf(json(before.responses)[status]), after: schemaOf(answer) };
    return schemaBreaks({ at: `${at} answer`, ...schemas, documents, direction: 'out' });
  });
  const bodies = { before: schemaOf(before.requestBody), after: schemaOf(after.requestBody) };
  return [
    ...(before['x-operation'] === after['x-operation'] ? [] : [`${at}: needs another scope`]),
    ...kept,
    ...added,
    ...schemaBreaks({ at: `${at} body`, ...bodies, documents, direction: 'in' }),
    ...answers,
  ];
}

/**
 * What a client of the OpenAPI document `before` may rely on and `after` does not keep: calls, what they take, what they tell, and
 * the scope that they need. What is added is no break, unless it has to be sent or is a value that nobody has heard of.
 * @param {Json} before @param {Json} after @returns {readonly string[]}
 */
export function breakingChanges(before, after) {
  const documents = { before, after };
  return Object.entries(json(before.paths)).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const was = json(item)[method];
      if (!was) return [];
      const at = `${method.toUpperCase()} ${path}`;
      const is = json(json(after.paths)[path])[method];
      return is ? operationBreaks(at, json(was), json(is), documents) : [`${at}: is gone`];
    }),
  );
}
