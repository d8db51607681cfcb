import { LONGEST_MESSAGE, messageText } from '@banzhen/domain/conversations';
import { describe, expect, it } from 'vitest';

const unfit = (why: string) => ({
  ok: false,
  error: { type: 'MessageTextUnfit', why, longest: LONGEST_MESSAGE },
});

describe('the text of a message', () => {
  it('is trimmed, and otherwise said as it was written, markup and all', () => {
    expect(messageText('  <script>alert(1)</script> 👨‍👩‍👧 =1+1 \t')).toEqual({
      ok: true,
      value: '<script>alert(1)</script> 👨‍👩‍👧 =1+1',
    });
  });

  it('has up to a thousand characters by code points', () => {
    expect(messageText('🙂'.repeat(LONGEST_MESSAGE)).ok).toBe(true);
    expect(messageText('🙂'.repeat(LONGEST_MESSAGE + 1))).toEqual(unfit('too-long'));
  });

  it.each(['', '   ', '\u200b\u2060', '\u2800', '\u3000'])('has something to be seen: %j', (text) => {
    expect(messageText(text)).toEqual(unfit('empty'));
  });

  it.each(['a\0b', 'a\u0007b', 'a\u001b[31mb', 'a\nb', 'a\u0085b', 'a\ud800b', 'a\u202eb', 'a\u2067b'])(
    'has no controls: %j',
    (text) => {
      expect(messageText(text)).toEqual(unfit('control-characters'));
    },
  );
});
