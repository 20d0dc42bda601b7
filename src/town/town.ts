import { z } from 'zod';
import { confidenceSchema, dueSchema, idSchema, marketSchema, textSchema } from '../calendar/index.js';
import { addressIdSchema } from './addressId.js';
import { hoursSchema, zoneSchema } from './clock.js';
import { reminderRuleSchema } from './reminderRule.js';
import { reminderSettingsSchema } from './reminderSettings.js';

/** What stands for a village in the id of a town-wide task. */
export const TOWN_WIDE = 'town';

const wholeFrom = (min: number, remedy: string) => z.int(remedy).min(min, remedy).max(1000, '最大 1000');

const departmentSchema = z.strictObject({
  id: idSchema,
  name: textSchema,
  /** Teams it can send out in one half-day. */
  teams: wholeFrom(1, '要写从 1 起的整数：同一个半天能派出几组人'),
  source: textSchema,
});

const lawyerSchema = z.strictObject({
  id: idSchema,
  name: textSchema,
  /** What a month may ask of the lawyer; a plan that asks for more says so. Without it nothing is said. */
  hoursPerMonth: z.number('要写小时数').min(1, '至少 1 小时').max(744, '一个月最多 744 小时').optional(),
  source: textSchema,
});

const VILLAGE_CODE = '要写十二位统计用区划代码，并加引号';

const villageSchema = z.strictObject({
  id: idSchema.refine((id) => id !== TOWN_WIDE, '这个编号留给全镇的活动用了，请换一个'),
  name: textSchema,
  /** The statistics bureau's twelve digits; quoted in YAML, for it is no number. */
  code: z.string(VILLAGE_CODE).regex(/^\d{12}$/, VILLAGE_CODE),
  lawyer: idSchema.optional(),
  source: textSchema,
});

const formSchema = z.strictObject({
  id: idSchema,
  name: textSchema,
  /** Done by the village itself: no team, no place in its week. */
  light: z.boolean('只能是 true 或 false'),
  /** May stand on a weekend that is no public holiday. */
  weekend: z.boolean('只能是 true 或 false'),
  market: z.enum(['require', 'prefer', 'avoid', 'any'], { error: '只能是 require、prefer、avoid 或 any' }),
  source: textSchema,
});

const countSchema = wholeFrom(1, '要写从 1 起的整数').max(12, '最多 12 次');

const quotaSchema = z
  .strictObject({ form: idSchema, perVillage: countSchema.optional(), perTown: countSchema.optional() })
  .refine(({ perVillage, perTown }) => (perVillage === undefined) !== (perTown === undefined), {
    error: '要写且只写一个：perVillage（每村几次）、perTown（全镇几次）',
  });

const windowDays = wholeFrom(0, '要写从 0 起的整数天数').max(180, '最多 180 天');

const campaignSchema = z.strictObject({
  keyDate: idSchema,
  lead: idSchema,
  partners: z.array(idSchema),
  /** The window around the occurrence, in days. */
  days: z.strictObject({ before: windowDays, after: windowDays }),
  quota: z.array(quotaSchema).min(1, '至少写一种形式'),
  source: textSchema,
});

const FOR = '只能是 village（每村）、town（全镇）或 office（司法所自己的期限）';

/** Work to be placed in the calendar, in each village or once for the town. */
const plannedDutySchema = z.strictObject({
  id: idSchema,
  name: textSchema,
  short: textSchema,
  for: z.enum(['village', 'town'], { error: FOR }),
  every: z.enum(['month', 'quarter'], { error: '只能是 month（每月）或 quarter（每季度）' }),
  form: idSchema,
  /** Eight or more take the whole day, fewer a half. */
  hours: z.number('要写小时数').min(0.5, '至少 0.5 小时').max(12, '最多 12 小时'),
  /** Left out: nobody's team goes, as with a lawyer who goes alone. */
  lead: idSchema.optional(),
  partners: z.array(idSchema).optional(),
  /** Done by the village's own lawyer. */
  lawyer: z.boolean('只能是 true 或 false'),
  confidence: confidenceSchema,
  source: textSchema,
});

/** Something the office itself must have done by a day: a report, a check. Nothing is placed for it. */
const officeDutySchema = z.strictObject({
  id: idSchema,
  name: textSchema,
  short: textSchema,
  for: z.literal('office', { error: FOR }),
  due: dueSchema,
  /** The planned duty whose records must be whole by then, in the month or quarter the day lies in. */
  checks: idSchema.optional(),
  /** Each village has its own, ticked off by itself. */
  villages: z.literal(true, '只能写 true，或不写').optional(),
  confidence: confidenceSchema,
  source: textSchema,
});

const dutySchema = z.discriminatedUnion('for', [plannedDutySchema, officeDutySchema], { error: FOR });

const TOWN_CODE = '要写九位统计用区划代码，并加引号';

/** A town as it stands in `calendars/towns/*.yaml`. */
export const townSchema = z.strictObject({
  id: addressIdSchema,
  name: textSchema,
  county: textSchema,
  code: z.string(TOWN_CODE).regex(/^\d{9}$/, TOWN_CODE),
  zone: zoneSchema,
  source: textSchema,
  /** The department in charge (司法所); it leads what is made by hand and names no other lead. */
  office: idSchema,
  hours: z
    .strictObject({ am: hoursSchema, pm: hoursSchema, day: hoursSchema })
    // Who has time in the morning and in the afternoon has it for both.
    .refine(({ am, pm }) => am.end <= pm.start, { path: ['pm'], error: '下午要等上午结束以后才开始' }),
  market: marketSchema.optional(),
  limits: z.strictObject({
    villagePerWeek: wholeFrom(1, '要写从 1 起的整数'),
    comfortablePerWeek: wholeFrom(1, '要写从 1 起的整数'),
  }),
  departments: z.array(departmentSchema).min(1, '至少写一个单位'),
  lawyers: z.array(lawyerSchema),
  villages: z.array(villageSchema).min(1, '至少写一个村'),
  forms: z.array(formSchema).min(1, '至少写一种形式'),
  campaigns: z.array(campaignSchema),
  duties: z.array(dutySchema),
  reminders: reminderSettingsSchema.prefault({}),
  rules: z.array(reminderRuleSchema),
});

export type Town = z.infer<typeof townSchema>;
export type Village = z.infer<typeof villageSchema>;
export type Form = z.infer<typeof formSchema>;
export type Campaign = z.infer<typeof campaignSchema>;
export type PlannedDuty = z.infer<typeof plannedDutySchema>;
export type OfficeDuty = z.infer<typeof officeDutySchema>;

/** The duties that want a place in the calendar. */
export const plannedDuties = ({ duties }: Pick<Town, 'duties'>): PlannedDuty[] =>
  duties.filter((duty) => duty.for !== 'office');

/** The office's own deadlines. */
export const officeDuties = ({ duties }: Pick<Town, 'duties'>): OfficeDuty[] =>
  duties.filter((duty) => duty.for === 'office');
