import {
  announcementOf,
  isByNoticeIn,
  isEnabled,
  isMarkedIn,
  occurrenceOf,
  themeOf,
  type KeyDate,
  type Occurrence,
  type Theme,
} from '../../../../calendar/index.js';
import { noticeIdOf, type KeyDateNotice } from '../../../../facts/index.js';
import type { Calendars } from '../../../../town/index.js';

/** What is known of a key date in one year, from the files or a notice typed in. */
export interface Known {
  /** Of its notice, typed in or not. */
  readonly id: string;
  readonly keyDate: KeyDate;
  readonly year: number;
  /** Null where nobody knows when. */
  readonly occurrence: Occurrence | null;
  /** Whether a notice sets its days. */
  readonly byNotice: boolean;
  readonly theme: Theme | null;
  /** Which notice set its days; null where none has. */
  readonly source: string | null;
  readonly typed: KeyDateNotice | null;
}

/** What is known of `keyDate` in `year`; null where it is not marked then. @param typed the notices typed in */
export function knownOf(keyDate: KeyDate, year: number, typed: readonly KeyDateNotice[]): Known | null {
  if (!isMarkedIn(keyDate, year)) return null;
  const id = noticeIdOf({ keyDate: keyDate.id, year });
  const notice = typed.find((one) => one.id === id) ?? null;
  return {
    id,
    keyDate,
    year,
    occurrence: occurrenceOf(keyDate, year),
    byNotice: isByNoticeIn(keyDate, year),
    theme: themeOf(keyDate, year),
    source: notice?.source ?? announcementOf(keyDate, year)?.notice ?? null,
    typed: notice,
  };
}

/** Those whose day nobody knows come last. */
const positionOf = ({ occurrence, id }: Known): string => `${occurrence?.start ?? '9999'} ${id}`;

/** The key dates that a notice may have something to say of: those it sets, and those the town holds a campaign for. */
export const knownIn = (
  { town, keyDates }: Pick<Calendars, 'town' | 'keyDates'>,
  year: number,
  typed: readonly KeyDateNotice[],
): Known[] =>
  keyDates
    .filter(
      (keyDate) =>
        isByNoticeIn(keyDate, year) ||
        (isEnabled(keyDate) && town.campaigns.some((campaign) => campaign.keyDate === keyDate.id)),
    )
    .map((keyDate) => knownOf(keyDate, year, typed))
    .filter((known) => known !== null)
    .sort((a, b) => (positionOf(a) < positionOf(b) ? -1 : 1));
