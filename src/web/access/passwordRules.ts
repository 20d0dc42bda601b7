import { dictionary } from '@zxcvbn-ts/language-common';
import { z } from 'zod';

/** Length alone is asked for, no mixture of signs (NIST SP 800-63B §5.1.1.2). */
export const SHORTEST = 10;
const LONGEST = 128;

/** Different characters in it, at the least. */
const FEWEST_SIGNS = 4;

const common = new Set<string>(dictionary['passwords-common']);

const sizeOf = (text: string): number => Array.from(text).length;

/** What is wrong with a new password, whoever's it is; null when nothing is. */
function faultOf(password: string): string | null {
  if (sizeOf(password) < SHORTEST) return `密码至少 ${SHORTEST} 个字符，可以用一句话`;
  if (sizeOf(password) > LONGEST) return `密码最多 ${LONGEST} 个字符`;
  if (common.has(password.toLowerCase())) return '这个密码太常见，容易被猜中，请换一个';
  return new Set(password).size < FEWEST_SIGNS ? '密码里不同的字符太少，请换一个' : null;
}

/** A new password. */
export const passwordSchema = z.string().superRefine((password, issues) => {
  const message = faultOf(password);
  if (message !== null) issues.addIssue({ code: 'custom', message });
});

/** What was typed as a password that stands already; a longer one is none. */
export const typedPasswordSchema = z
  .string()
  .min(1, '请填写密码')
  .max(LONGEST * 2, '密码不对');

/** What is wrong with a password for somebody; null when nothing is. */
export const passwordFault = (password: string, username: string): string | null =>
  password.toLowerCase().includes(username.toLowerCase()) ? '密码里不要有用户名' : null;
