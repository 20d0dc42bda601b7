import { z } from 'zod';
import { idSchema, textSchema } from '../calendar/index.js';

/** The ways a reminder can go. */
export const CHANNELS = ['wechat-copy', 'log'] as const;
export type ChannelKind = (typeof CHANNELS)[number];

/** A person who is reminded (联系人). */
export const contactSchema = z.strictObject({
  id: z.string(),
  town: idSchema,
  name: textSchema,
  role: z.enum(['cadre', 'lawyer', 'department', 'office']),
  village: idSchema.nullable(),
  department: idSchema.nullable(),
  lawyer: idSchema.nullable(),
  /** The lowest of a village is told first. */
  order: z.int(),
  phone: z.string().nullable(),
  channels: z.array(z.strictObject({ kind: z.enum(CHANNELS) })),
});

export type Contact = Readonly<z.infer<typeof contactSchema>>;
