import { z } from 'zod';
import { passwordSchema, typedPasswordSchema } from '../../access/index.js';
import { check, type Checked } from '../../../town/index.js';

const loginSchema = z.union([
  z.object({ token: z.string().trim().min(1).max(512) }),
  z.object({ username: z.string().max(200), password: typedPasswordSchema }),
]);

/** What a login form was sent with; null for what no form of ours sends. */
export function loginIn(body: unknown): z.infer<typeof loginSchema> | null {
  const checked = check(loginSchema, body ?? {});
  return checked.ok ? checked.value : null;
}

const newPassword = {
  newPassword: passwordSchema,
  again: z.string(),
};
const SAME = { path: ['again'], error: '两遍写的不一样' };
const isSame = ({ newPassword: first, again }: { newPassword: string; again: string }): boolean =>
  first === again;

const setSchema = z.object(newPassword).refine(isSame, SAME);
const changeSchema = z.object({ ...newPassword, oldPassword: typedPasswordSchema }).refine(isSame, SAME);

/** A first password, written twice. */
export const firstPasswordIn = (body: unknown): Checked<z.infer<typeof setSchema>> =>
  check(setSchema, body ?? {});

/** A changed password, written twice, with the old one. */
export const changedPasswordIn = (body: unknown): Checked<z.infer<typeof changeSchema>> =>
  check(changeSchema, body ?? {});
