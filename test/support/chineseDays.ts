import { execFileSync } from 'node:child_process';

/**
 * What chinese-days answers to an expression of its functions, asked in a process of its own in UTC: it goes by the
 * process's time zone, and west of UTC it answers for the day before.
 */
export function chineseDays(expression: string): unknown {
  const script = `const days = require('chinese-days'); console.log(JSON.stringify(${expression}));`;
  const env = { ...process.env, TZ: 'UTC' };
  const answer = execFileSync(process.execPath, ['-'], { env, input: script, encoding: 'utf8' });
  return JSON.parse(answer);
}
