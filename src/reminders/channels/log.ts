import type { Channel } from './channel.js';

/** Where lines go; pino fits. */
export interface LineLog {
  info(fields: Record<string, unknown>, message: string): void;
}

/** Writes a line to the program's log: for trying things out. No text and no name stands in it. */
export const logChannel = (log: LineLog): Channel => ({
  kind: 'log',
  send: ({ delivery }) => {
    const { id, activity, rule, dueAt } = delivery;
    log.info({ delivery: id, activity, rule, dueAt }, 'reminder');
    return Promise.resolve({ state: 'sent', result: '已写入日志' });
  },
});
