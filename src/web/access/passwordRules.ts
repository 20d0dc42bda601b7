import { dictionary } from '@zxcvbn-ts/language-common';
import { z } from 'zod';

/** Length alone is asked for, no mixture of signs (NIST SP 800-63B §5.1.1.2). */
export const SHORTEST = 10;
const LONGEST = 128;

const common = new Set<string>(dictionary['passwords-common']);

const sizeOf = (text: string): number => Array.from(text).length;

/** A new password. */
export const passwordSchema = z
  .string()
  .refine((text) => sizeOf(text) >= SHORTEST, `密码至少 ${SHORTEST} 个字符，可以用一句话`)
  .refine((text) => sizeOf(text) <= LONGEST, `密码最多 ${LONGEST} 个字符`)
  .refine((text) => !common.has(text.toLowerCase()), '这个密码太常见，容易被猜中，请换一个')
  .refine((text) => new Set(text).size > 3, '密码里不同的字符太少，请换一个');

/** What was typed as a password that stands already; a longer one is none. */
export const typedPasswordSchema = z
  .string()
  .min(1, '请填写密码')
  .max(LONGEST * 2, '密码不对');

/** What is wrong with a password for somebody; null when nothing is. */
export const passwordFault = (password: string, username: string): string | null =>
  password.toLowerCase().includes(username.toLowerCase()) ? '密码里不要有用户名' : null;
