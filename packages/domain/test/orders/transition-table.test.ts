import {
  commandsFrom,
  isTerminal,
  type OrderCommand,
  type OrderStatus,
  orderStatuses,
  permit,
  transitionTable,
} from '@banzhen/domain/orders';
import { describe, expect, test } from 'vitest';
import { afterStart, by, capacities, refusal, value } from './acts.js';
import { everyCommand, orderFor } from './every-command.js';

const commands = [...new Set(transitionTable.map(({ command }) => command))];
const usable = transitionTable.filter(({ needs }) => needs === undefined);
const rowFor = (status: OrderStatus, command: OrderCommand) =>
  transitionTable.find((row) => row.command === command && row.from.includes(status));
const pairs = orderStatuses.flatMap((status) => commands.map((command) => ({ status, command })));

describe('the transition table', () => {
  test('has every row from O1 to O25', () => {
    const ids = new Set(transitionTable.map(({ id }) => id));
    expect([...ids].sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)))).toEqual(
      Array.from({ length: 25 }, (_, index) => `O${index + 1}`),
    );
  });

  test('is unambiguous: one row for a status and a command', () => {
    for (const { status, command } of pairs)
      expect(
        transitionTable.filter((row) => row.command === command && row.from.includes(status)).length,
        `${command} from ${status}`,
      ).toBeLessThanOrEqual(1);
  });

  test('never leaves a terminal state', () => {
    for (const row of transitionTable) expect(row.from.filter(isTerminal), row.command).toEqual([]);
    for (const status of orderStatuses.filter(isTerminal)) expect(commandsFrom(status)).toEqual([]);
  });

  test('leads out of every other state, and reaches every state', () => {
    for (const status of orderStatuses.filter((one) => !isTerminal(one)))
      expect(commandsFrom(status).length, status).toBeGreaterThan(0);
    const reached = new Set(transitionTable.flatMap(({ to }) => to));
    expect(orderStatuses.filter((status) => !reached.has(status))).toEqual([]);
  });

  test('declares the rows whose module is not there, and offers none of them', () => {
    expect(transitionTable.filter(({ needs }) => needs).map(({ id }) => id)).toEqual(['O25']);
    for (const status of orderStatuses) expect(commandsFrom(status)).not.toContain('force_cancel');
    expect(permit('PAID', 'force_cancel', by('A', afterStart(0), 'because'))).toEqual({
      ok: false,
      error: { type: 'NotYetAvailable', needs: 'two-person approval' },
    });
  });

  test.each(orderStatuses)('in %s a command is listed exactly when it is permitted', (status) => {
    for (const command of commands)
      for (const as of capacities) {
        const row = rowFor(status, command);
        const answer = permit(status, command, by(as, afterStart(0), 'because'));
        if (!row) {
          expect(refusal(answer)).toEqual({
            type: 'IllegalTransition',
            status,
            command,
            allowed: commandsFrom(status),
          });
        } else if (row.needs) expect(refusal(answer)).toEqual({ type: 'NotYetAvailable', needs: row.needs });
        else if (row.who.includes(as)) expect(value(answer)).toBe(row);
        else expect(refusal(answer)).toEqual({ type: 'NotForThisRole', command, as });
        const isListed = row !== undefined && !row.needs && row.who.includes(as);
        expect(commandsFrom(status, as).includes(command)).toBe(isListed);
      }
  });

  test('wants a reason exactly where the row says so', () => {
    for (const row of usable)
      for (const status of row.from)
        for (const as of row.who)
          for (const reason of [undefined, '', '  ']) {
            const answer = permit(status, row.command, by(as, afterStart(0), reason));
            if (row.reasonFrom?.includes(as))
              expect(refusal(answer)).toEqual({ type: 'ReasonRequired', command: row.command });
            else expect(answer.ok).toBe(true);
          }
    for (const row of usable.filter(({ who }) => who.includes('D')))
      if (row.id !== 'O1') expect(row.reasonFrom, `${row.command} by a dispatcher`).toContain('D');
  });
});

describe('the rules follow the table', () => {
  test('there is a rule for every command that can be given', () => {
    const given = new Set(usable.filter(({ from }) => from.length > 0).map(({ command }) => command));
    expect(Object.keys(everyCommand).sort()).toEqual([...given].sort());
  });

  const permittedIn = (status: OrderStatus) =>
    usable.filter(({ from }) => from.includes(status)).flatMap((row) => row.who.map((as) => ({ row, as })));

  test.each(orderStatuses.filter((status) => !isTerminal(status)))(
    'every command from %s ends where its row says',
    (status) => {
      for (const { row, as } of permittedIn(status)) {
        const { command } = row;
        const rule = everyCommand[command];
        if (!rule) throw new Error(`no rule for ${command}`);
        const before = orderFor(status, command);
        const { order, events } = value(rule.run(before, by(as, rule.at, 'because')));
        const allowed = row.to.map((to) => (to === 'same' ? status : to));
        expect(allowed).toContain(order.status);
        expect(order.version).toBe(before.version + 1);
        expect(events).toHaveLength(1);
        expect(events[0]).toMatchObject({
          row: row.id,
          from: status,
          to: order.status,
          version: order.version,
          orderId: before.id,
          at: rule.at,
          by: { as },
          reason: 'because',
        });
      }
    },
  );

  test.each(orderStatuses)('every other command is refused in %s', (status) => {
    const others = commands.filter((command) => everyCommand[command] && !rowFor(status, command));
    // One rule carries out both payments, so the status says which of them it is.
    for (const command of others.filter((one) => one !== 'settle_payment' && one !== 'pay_balance')) {
      const rule = everyCommand[command];
      const row = usable.find((one) => one.command === command);
      if (!rule || !row) throw new Error(`no rule for ${command}`);
      for (const as of row.who)
        expect(
          refusal(rule.run(orderFor(status, command), by(as, rule.at, 'because'))),
          `${command} by ${as}`,
        ).toMatchObject({ type: 'IllegalTransition', status, command });
    }
  });

  test('a role that the row does not list is refused by the rule too', () => {
    for (const row of usable)
      for (const status of row.from)
        for (const as of capacities.filter((one) => !row.who.includes(one))) {
          const rule = everyCommand[row.command];
          if (!rule) throw new Error(`no rule for ${row.command}`);
          const answer = refusal(rule.run(orderFor(status, row.command), by(as, rule.at, 'because')));
          expect(answer, `${row.command} from ${status} by ${as}`).toMatchObject({ type: 'NotForThisRole' });
        }
  });
});
