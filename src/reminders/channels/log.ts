import type { Channel } from './channel.js';

/** Where lines go; pino fits. */
export interface LineLog {
  info(fields: Record<string, unknown>, message: string): void;
}

/** Writes a line to the program's log: for trying things out. No text and no name stands in it. */
export const logChannel = (log: LineLog): Channel => ({
  kind: 'log',
  budgets: [],
  budgetKey: () => 'log',
  send: (_address, { activities }) => {
    log.info({ activities: activities.map(({ id }) => id) }, 'reminder');
    return Promise.resolve({ outcome: 'sent', result: '已写入日志' });
  },
});
