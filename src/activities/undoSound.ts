import type { KeyDate } from '../calendar/index.js';
import {
  keyDateNoticeSchema,
  recordSchema,
  type ActivityRecord,
  type Contact,
  type KeyDateNotice,
  type Photo,
  type Warning,
} from '../facts/index.js';
import { roleFaults, withStoredSecrets } from '../reminders/index.js';
import { check, type Fault } from '../town/index.js';
import { ConflictError } from './errors.js';
import { noticeFaults } from './keyDateNotices.js';
import { clockFaults } from './records.js';

/*
 * What a change that is taken back must leave: fields that were each sound once need not fit together any more.
 */

export const unsound = (faults: readonly Fault[]): ConflictError =>
  new ConflictError('原来的内容现在已经不合规定，不能撤回；什么都没有改', faults);

/** With the keys that are known. @throws ConflictError for what is masked and not known, and for fields that do not fit */
export function soundContact(contact: Contact, known: Contact['channels']): Contact {
  const result = withStoredSecrets(contact.channels, known);
  if ('faults' in result)
    throw new ConflictError('密钥不留在记录里，撤不回来；请重新填写提醒方式', result.faults);
  const faults = roleFaults(contact);
  if (faults.length > 0) throw unsound(faults);
  return { ...contact, channels: result.channels };
}

/** @throws ConflictError */
export function soundNotice(given: object, keyDates: readonly KeyDate[]): KeyDateNotice {
  const checked = check(keyDateNoticeSchema, given);
  if (!checked.ok) throw unsound(checked.faults);
  const faults = noticeFaults(checked.value, keyDates);
  if (faults.length > 0) throw unsound(faults);
  return checked.value;
}

/** @throws ConflictError */
export function soundRecord(given: object): ActivityRecord {
  const checked = check(recordSchema, given);
  if (!checked.ok) throw unsound(checked.faults);
  const faults = clockFaults(checked.value);
  if (faults.length > 0) throw unsound(faults);
  return checked.value;
}

/** A photo that no record has any more is gone from the disk. */
export const PHOTOS_GONE: Warning = {
  type: 'photo-not-kept',
  message: '删去的照片不留存，撤不回来；请重新上传',
  where: 'photos',
};

/** Those of a record's photos that are still there. */
export const photosLeft = ({ photos }: ActivityRecord, present: readonly Photo[]): Photo[] =>
  photos.filter(({ id }) => present.some((photo) => photo.id === id));
