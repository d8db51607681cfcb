/**
 * What the texts about orders are made of: the domain's own table and the console's Chinese words.
 * @typedef {typeof import('../../packages/domain/dist/orders/index.js')} Orders
 * @typedef {Record<'state' | 'tableState' | 'familyState' | 'capacity' | 'command', Record<string, string>>} Words
 */

/** @param {Orders} orders @param {Words} words */
export function stateDiagram({ orderStatuses, transitionTable, isTerminal }, words) {
  /** @type {Map<string, string[]>} */
  const edges = new Map();
  for (const { id, from, command, to, needs } of transitionTable) {
    if (needs !== undefined) continue;
    for (const start of from.length === 0 ? ['[*]'] : from)
      for (const end of to) {
        if (end === 'same' || end === start) continue;
        const edge = `${start} --> ${end}`;
        edges.set(edge, [...(edges.get(edge) ?? []), `${command} ${id}`]);
      }
  }
  return [
    '```mermaid',
    'stateDiagram-v2',
    ...orderStatuses.map((status) => `  state "${words.state[status]} ${status}" as ${status}`),
    ...[...edges].map(([edge, commands]) => `  ${edge}: ${commands.join(', ')}`),
    ...orderStatuses.filter(isTerminal).map((status) => `  ${status} --> [*]`),
    '```',
  ].join('\n');
}

/** @param {Orders} orders @param {Words} words */
export const statesTable = (
  { orderStatuses, tableStateOf, familyStateOf, holdingStatuses, isTerminal },
  words,
) =>
  [
    '| State | 中文 | Six states of the order table | Five states that a family follows | Holds time | Terminal |',
    '|---|---|---|---|---|---|',
    ...orderStatuses.map((status) => {
      const table = tableStateOf(status);
      const family = familyStateOf(status);
      const cells = [
        `\`${status}\``,
        words.state[status],
        `${table} ${words.tableState[table]}`,
        family === undefined ? '–' : `${family} ${words.familyState[family]}`,
        holdingStatuses.includes(status) ? 'yes' : '–',
        isTerminal(status) ? 'yes' : '–',
      ];
      return `| ${cells.join(' | ')} |`;
    }),
  ].join('\n');

/** @param {Orders} orders @param {Words} words */
export const transitionsTable = ({ transitionTable }, words) =>
  [
    '| Row | From | Command | To | Who | Guard |',
    '|---|---|---|---|---|---|',
    ...transitionTable.map(({ id, from, command, to, who, reasonFrom, guard, needs }) => {
      const cells = [
        id,
        from.length === 0 ? '(no order yet)' : from.join(', '),
        `\`${command}\` ${words.command[command]}`,
        to.join(', '),
        who.map((capacity) => (reasonFrom?.includes(capacity) ? `${capacity}*` : capacity)).join(', '),
        needs === undefined ? guard : `${guard}; refused until there is: ${needs}`,
      ];
      return `| ${cells.join(' | ')} |`;
    }),
  ].join('\n');

/** @param {Words} words */
export const capacitiesLine = (words) =>
  Object.entries(words.capacity)
    .map(([letter, word]) => `**${letter}** ${word}`)
    .join(' · ');
