import { z } from 'zod';
import {
  announcedYear,
  daySchema,
  FIRST_YEAR,
  idSchema,
  LAST_YEAR,
  textSchema,
  type Announcement,
  type KeyDate,
} from '../calendar/index.js';
import { instantSchema } from './activity.js';

/** What this year's notice (通知) says of a key date, typed in by the office on the day it comes. */
export const keyDateNoticeSchema = z.strictObject({
  /** `{keyDate}-{year}`: a key date has one a year. */
  id: z.string(),
  town: idSchema,
  keyDate: idSchema.describe('哪个节点'),
  /** That of `start`, also where the days go on over New Year. */
  year: z.int().min(FIRST_YEAR).max(LAST_YEAR).describe('哪一年；跨年的一段算在开始的那一年'),
  start: daySchema.nullable().describe('第一天；null 没有公布'),
  end: daySchema.nullable().describe('最后一天，含；null 只公布了第一天'),
  theme: z
    .strictObject({ zh: textSchema, en: textSchema.nullable() })
    .nullable()
    .describe('当年的主题；null 没有公布'),
  source: textSchema.describe('依据哪份通知：名称、文号、谁发的、哪天'),
  /** From 1; grows with every change. */
  revision: z.int().min(1),
  createdAt: instantSchema,
  updatedAt: instantSchema,
});

export type KeyDateNotice = Readonly<z.infer<typeof keyDateNoticeSchema>>;

export const noticeIdOf = ({ keyDate, year }: Pick<KeyDateNotice, 'keyDate' | 'year'>): string =>
  `${keyDate}-${year}`;

/** The days of a notice in the shape of the data files; null where it sets none. */
function announcementIn({ start, end, source }: KeyDateNotice): Announcement | null {
  if (start === null) return null;
  return end === null ? { start, notice: source } : { dates: { start, end }, notice: source };
}

/** A key date as it stands once a notice is out. */
function laidOver(keyDate: KeyDate, notice: KeyDateNotice): KeyDate {
  const { year, theme, updatedAt } = notice;
  const announcement = announcementIn(notice);
  const others = (keyDate.announced ?? []).filter((one) => announcedYear(one) !== year);
  // Readers learn from this day that there is something new.
  const day = updatedAt.slice(0, 10);
  return {
    ...keyDate,
    ...(announcement ? { announced: [...others, announcement] } : {}),
    ...(theme
      ? {
          themes: {
            ...keyDate.themes,
            [year]: theme.en === null ? theme.zh : { zh: theme.zh, en: theme.en },
          },
        }
      : {}),
    revised: day > keyDate.revised ? day : keyDate.revised,
  };
}

/**
 * Key dates with what was typed in laid over what stands in the files, in the files' own shape: a notice goes before the
 * file's announcement and theme of its year, and says nothing of what it leaves open. A notice of no known key date is
 * passed over.
 *
 * @param keyDates as the files have them
 * @returns the very same list where there is nothing to lay over it
 */
export function withNotices(
  keyDates: readonly KeyDate[],
  notices: readonly KeyDateNotice[],
): readonly KeyDate[] {
  if (notices.length === 0) return keyDates;
  return keyDates.map((keyDate) =>
    notices.filter((notice) => notice.keyDate === keyDate.id).reduce(laidOver, keyDate),
  );
}
