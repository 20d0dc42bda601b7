import { z } from 'zod';
import { daySchema, idSchema, textSchema } from '../calendar/index.js';
import { timeSchema } from '../town/index.js';
import { activityIdSchema, instantSchema } from './activity.js';
import { photoSchema } from './photo.js';

const countSchema = z
  .int('要写整数，没有就写 0')
  .min(0, '要写整数，没有就写 0')
  .max(100_000, '最多 100000，请检查是否多写了数字');

const HOURS = '要写小时数，半小时写 0.5';

/** Hours a lawyer served, in halves: figures of them add up without rounding. */
const serviceHoursSchema = z.number(HOURS).min(0.5, HOURS).max(24, '一天最多 24 小时').multipleOf(0.5, HOURS);

const LONGEST = 2000;
const proseSchema = z
  .string()
  .trim()
  .min(1, '不能是空的；没有就不写这一项')
  .max(LONGEST, `最多 ${LONGEST} 个字`);

/**
 * What a record says of what happened; whoever files it writes this much. It names nobody who came: their names and
 * numbers stay on the paper they signed.
 */
export const recordedSchema = z.strictObject({
  date: daySchema,
  /** Wall clock of the town; null where nobody wrote it down. */
  start: timeSchema.nullable(),
  end: timeSchema.nullable(),
  place: textSchema,
  /** Null: for the whole town. */
  village: idSchema.nullable(),
  theme: textSchema,
  form: idSchema,
  /** The department that held it. */
  host: idSchema.nullable(),
  helpers: z.array(idSchema),
  speaker: textSchema.nullable(),
  /** People reached. */
  people: countSchema,
  leaflets: countSchema,
  consultations: countSchema,
  banners: countSchema.nullable(),
  boards: countSchema.nullable(),
  /** Hours the village's lawyer served. */
  hours: serviceHoursSchema.nullable(),
  /** The lawyer's log: what was done, for nobody by name. */
  log: proseSchema.nullable(),
  summary: proseSchema.nullable(),
  /** Who wrote it down, as they sign. */
  recorder: textSchema.nullable(),
});

export type Recorded = Readonly<z.infer<typeof recordedSchema>>;

/**
 * What happened at one activity (台账记录); its id is the activity's.
 *
 * Records of the first version held day, place and three counts: what they lack is unknown, and what the activity says
 * too (village, theme, form, host, helpers) is then the activity's.
 */
export const recordSchema = z.strictObject({
  ...recordedSchema.shape,
  start: recordedSchema.shape.start.default(null),
  end: recordedSchema.shape.end.default(null),
  village: recordedSchema.shape.village.optional(),
  theme: recordedSchema.shape.theme.optional(),
  form: recordedSchema.shape.form.optional(),
  host: recordedSchema.shape.host.optional(),
  helpers: recordedSchema.shape.helpers.optional(),
  speaker: recordedSchema.shape.speaker.default(null),
  banners: recordedSchema.shape.banners.default(null),
  boards: recordedSchema.shape.boards.default(null),
  hours: recordedSchema.shape.hours.default(null),
  log: recordedSchema.shape.log.default(null),
  summary: recordedSchema.shape.summary.default(null),
  recorder: recordedSchema.shape.recorder.default(null),
  photos: z.array(photoSchema).default([]),
  id: activityIdSchema,
  town: idSchema,
  /** Who filed it last: a contact's id, or `admin`. */
  by: z.string(),
  /** When it was filed last. */
  at: instantSchema,
});

export type ActivityRecord = Readonly<z.infer<typeof recordSchema>>;
