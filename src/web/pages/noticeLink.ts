import { yearOf, type Occurrence } from '../../calendar/index.js';
import { noticeIdOf } from '../../facts/index.js';

/** Where the notice of an occurrence is entered. */
export const noticeLink = ({ id, start }: Pick<Occurrence, 'id' | 'start'>): string =>
  `/settings/notices/${noticeIdOf({ keyDate: id, year: yearOf(start) })}`;
