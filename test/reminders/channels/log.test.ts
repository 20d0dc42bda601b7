import { describe, expect, it } from '@jest/globals';
import { logChannel } from '../../../src/reminders/index.js';
import { sendBy } from '../../support/outgoing.js';

describe('the log', () => {
  it('gets a line that names the activities, and no text, link or person', async () => {
    const lines: unknown[] = [];
    const channel = logChannel({ info: (...line) => void lines.push(line) });
    expect(await sendBy(channel, { kind: 'log' })).toEqual({ outcome: 'sent', result: '已写入日志' });
    expect(lines).toEqual([[{ activities: ['2026-constitution-day-huohu-meeting-1'] }, 'reminder']]);
  });
});
