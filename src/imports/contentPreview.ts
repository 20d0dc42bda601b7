import type { Activity, Contact, ImportKind } from '../facts/index.js';
import type { Calendars } from '../town/index.js';
import { activityPreview } from './activityPreview.js';
import { activityRowsIn } from './activityRows.js';
import { contactPreview } from './contactPreview.js';
import { contactRowsIn } from './contactRows.js';
import { eventRowsIn } from './eventRows.js';
import { previewOf, type Preview } from './preview.js';
import { UnreadableError, type Content } from './reading/index.js';

/** What is stored of what may be imported. */
export interface Stored {
  readonly contacts: readonly Contact[];
  readonly activities: readonly Activity[];
}

/** What is asked for beside the file. */
export interface ImportRequest {
  readonly kind: ImportKind;
  /** The form of activities for which the file names none; null: then each must name its own. */
  readonly form: string | null;
}

/**
 * What a file would do to what is stored. Nothing is ever deleted by it, and what it leaves empty stays.
 *
 * @throws UnreadableError for a calendar of people
 */
export function contentPreview(
  content: Content,
  { kind, form }: ImportRequest,
  stored: Stored,
  calendars: Pick<Calendars, 'town' | 'keyDates'>,
): Preview {
  const { town, keyDates } = calendars;
  if (kind === 'contacts') {
    if (content.kind === 'events')
      throw new UnreadableError('日历文件里没有联系人：请传 .xlsx 或 .csv，或改选导入“活动”');
    const read = contactRowsIn(content.sheets, town);
    const found = contactPreview(read.rows, stored.contacts);
    return previewOf(found.rows, [...read.faults, ...found.faults], [...read.notes, ...found.notes]);
  }
  const read =
    content.kind === 'events'
      ? eventRowsIn(content.events, town, keyDates)
      : activityRowsIn(content.sheets, town, keyDates);
  const found = activityPreview(read.rows, stored.activities, calendars, form);
  return previewOf(found.rows, [...read.faults, ...found.faults], [...read.notes, ...found.notes]);
}
