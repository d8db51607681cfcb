import type { Message } from '@banzhen/domain/messaging';

const isMessage = (value: unknown): value is Message =>
  typeof value === 'object' &&
  value !== null &&
  ['id', 'topic', 'aggregateId', 'type'].every((name) => typeof Reflect.get(value, name) === 'string') &&
  typeof Reflect.get(value, 'payload') === 'object';

/** The message a text stands for; undefined for whatever else may lie on a shared Redis. */
export const messageFromText = (text: string): Message | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return isMessage(value) ? value : undefined;
  } catch {
    return undefined;
  }
};
