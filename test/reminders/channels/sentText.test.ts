import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sentText } from '../../../src/reminders/channels/sentText.js';

const link = 'https://pufa.example.cn/r/abc';

describe('the text that is sent', () => {
  it('is the text, and the link on a line of its own', () => {
    expect(sentText({ text: '明天开会', link }, 2048)).toBe(`明天开会\n${link}`);
    expect(sentText({ text: '明天开会', link: null }, 2048)).toBe('明天开会');
  });

  it('is cut by bytes of UTF-8, and says so before the link', () => {
    const text = '法'.repeat(1000);
    expect(sentText({ text, link }, 100)).toBe(`${'法'.repeat(18)}…详见链接\n${link}`);
    expect(sentText({ text, link: null }, 100)).toBe(`${'法'.repeat(32)}…`);
  });

  it('fits whatever the limit, tears no character, and ends with the whole link', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'é', '法', '𠮷', '👩', '\n') }),
        fc.integer({ min: 60, max: 200 }),
        (text, limit) => {
          const sent = sentText({ text, link }, limit);
          expect(Buffer.byteLength(sent)).toBeLessThanOrEqual(limit);
          expect(sent.endsWith(`\n${link}`)).toBe(true);
          expect(sent.isWellFormed()).toBe(true);
          const body = sent.slice(0, -link.length - 1);
          expect(text.startsWith(body.replace(/…详见链接$/, ''))).toBe(true);
          if (Buffer.byteLength(`${text}\n${link}`) <= limit) expect(body).toBe(text);
        },
      ),
    );
  });

  it('holds no control characters but tabs and line breaks', () => {
    expect(sentText({ text: 'a\u0000b\u001b[1m\tc\r\nd\u0085', link: null }, 100)).toBe('ab[1m\tc\nd');
  });
});
