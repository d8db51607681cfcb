import { sentences } from '@banzhen/domain/refusals';
import { describe, expect, it } from 'vitest';
import { refusalSentence } from '../src/shared/refusal-sentence.js';

describe('the sentence of a refusal', () => {
  it('has numbers in the places of their names', () => {
    const { zh, en } = sentences.KeyLifeUnfit;
    const life = { type: 'KeyLifeUnfit', mostDays: 365 };
    expect(refusalSentence(zh, life)).toBe('密钥有效期须为 1 到 365 天的整数，请修改后重试。');
    expect(refusalSentence(en, life)).toBe('A key lives 1 to 365 whole days; change it and try again.');
  });

  it('leaves words alone that are no names', () => {
    const sentence = 'At most most of them, at mostly all times';
    expect(refusalSentence(sentence, { most: 5, at: 'now' })).toBe('At most 5 of them, at mostly all times');
  });
});
