import { z } from 'zod';
import { idSchema, textSchema } from '../calendar/index.js';

/** The ways a reminder can go. */
export const CHANNELS = ['wechat-copy', 'wecom', 'dingtalk', 'feishu', 'email', 'log'] as const;
export type ChannelKind = (typeof CHANNELS)[number];

export const ROLES = ['cadre', 'lawyer', 'department', 'office'] as const;
const urlSchema = z
  .string()
  .trim()
  .max(500, '最多 500 个字符')
  .refine((url) => URL.canParse(url), '要写机器人的完整网址，从群机器人的设置页复制');

/** What DingTalk and Feishu give for signing. */
const secretSchema = z
  .string()
  .trim()
  .regex(/^[\x21-\x7e]{1,200}$/, '签名密钥只有英文字母、数字和符号，不含空格，从群机器人的设置页复制');

const addressSchema = z
  .string()
  .trim()
  .max(254, '邮箱地址最长 254 个字符')
  .pipe(z.email('不是邮箱地址，请写成 name@example.cn 这样'));

/** One way of reaching a contact: its kind, and where to. */
export const channelAddressSchema = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('wechat-copy') }),
    z.strictObject({ kind: z.literal('wecom'), url: urlSchema }),
    z.strictObject({ kind: z.literal('dingtalk'), url: urlSchema, secret: secretSchema.optional() }),
    z.strictObject({ kind: z.literal('feishu'), url: urlSchema, secret: secretSchema.optional() }),
    z.strictObject({ kind: z.literal('email'), address: addressSchema }),
    z.strictObject({ kind: z.literal('log') }),
  ],
  { error: `只能是 ${CHANNELS.join('、')}` },
);

/** A person who is reminded (联系人). */
export const contactSchema = z.strictObject({
  id: z.string(),
  town: idSchema,
  name: textSchema,
  role: z.enum(ROLES),
  village: idSchema.nullable(),
  department: idSchema.nullable(),
  lawyer: idSchema.nullable(),
  /** The lowest of a village is told first. */
  order: z.int(),
  phone: z.string().nullable(),
  /** At most one of a kind: a reminder goes once to a contact by a channel. Empty: the office passes it on by hand. */
  channels: z.array(channelAddressSchema),
  /** From 1; grows with each change. */
  revision: z.int().min(1).default(1),
});

export type Contact = Readonly<z.infer<typeof contactSchema>>;
