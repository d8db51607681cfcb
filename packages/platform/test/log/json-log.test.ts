import { type Log, makeLog, wordOf } from '@banzhen/platform';
import { describe, expect, it } from 'vitest';

const collecting = () => {
  const written: string[] = [];
  const log = makeLog({ write: (line) => void written.push(line) });
  return { log, written, last: () => JSON.parse(written.at(-1) ?? '{}') };
};
/** A text that its author did not know to be one. */
const untyped = (log: Log) =>
  log as unknown as Record<'info' | 'error', (event: string, facts: object) => void>;

describe('PR1: the log', () => {
  it('says an event with its facts on one line', () => {
    const { log, written, last } = collecting();
    log.info('io.step', { step: wordOf('orders.update'), occurrence: 2 });
    expect(last()).toMatchObject({ level: 30, msg: 'io.step', step: 'orders.update', occurrence: 2 });
    expect(written).toHaveLength(1);
    expect(written[0]).toMatch(/^[^\n]*\n$/);
  });

  it('tells of an error its kind, code, constraint and place, and never what it says', () => {
    const { log, written, last } = collecting();
    const inner = Object.assign(new Error('张三 13800138000'), {
      code: '23505',
      constraint: 'patient_phone_key',
    });
    const cause = new TypeError('cannot read 张三\n    at 张三 (13800138000:1:1)', { cause: inner });
    log.error('request.failed', { cause });
    expect(written.join('')).not.toMatch(/张三|13800138000/);
    expect(last().cause).toMatchObject({
      name: 'TypeError',
      frames: expect.any(Array),
      cause: { name: 'Error', code: '23505', constraint: 'patient_phone_key' },
    });
  });

  it('keeps every line a line, whatever is thrown into it', () => {
    const { log, written } = collecting();
    untyped(log).info('io.step', { step: 'a\n{"level":60,"msg":"forged"}\r\u2028b' });
    untyped(log).error('request.failed', { cause: 'a\nstring' });
    untyped(log).error('request.failed', {
      cause: Object.assign(new Error('x'), { code: 'a b\nc', name: 'n\nm' }),
    });
    expect(written.map((line) => line.split('\n').length)).toEqual([2, 2, 2]);
    expect(written.map((line) => JSON.parse(line).msg)).toEqual([
      'io.step',
      'request.failed',
      'request.failed',
    ]);
  });

  it('takes out at last what nobody should have written', () => {
    const { log, written } = collecting();
    untyped(log).info('io.step', { step: 'called 13800138000', phone: 13800138000 });
    untyped(log).error('request.failed', { told: ['Bearer abc'], cause: undefined });
    expect(written.join('')).not.toMatch(/13800138000|abc/);
  });

  it('lets no free text through as a word', () => {
    expect(wordOf('陈家属')).toBe('unprintable');
    expect(wordOf('a b')).toBe('unprintable');
    expect(wordOf('x'.repeat(81))).toBe('unprintable');
    expect(wordOf('orders.update-2:b_c')).toBe('orders.update-2:b_c');
  });

  it('takes ids, enumerations, numbers and booleans, and does not compile with a plain string', () => {
    const { log } = collecting();
    const signal = 'SIGTERM' as 'SIGTERM' | 'SIGINT';
    log.info('server.stopping', { signal, count: 1, isLate: true });
    const text: string = 'free text';
    // @ts-expect-error a plain string may be anything
    log.info('server.stopping', { text });
    // @ts-expect-error nor in an error
    log.error('request.failed', { text, cause: new Error('x') });
    // @ts-expect-error an object may contain anything
    log.info('server.stopping', { person: { name: 'SIGTERM' } });
    // @ts-expect-error events are listed
    log.info('something.else');
  });
});
