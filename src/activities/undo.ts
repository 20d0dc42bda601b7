import {
  maskedContact,
  isMasked,
  KINDS,
  type Contact,
  type FactOf,
  type TrailEntry,
  type Warning,
} from '../facts/index.js';
import { check, isoIn } from '../town/index.js';
import { cancelActivity, withWarnings, type ActContext } from './acts.js';
import { changed } from './change.js';
import { ConflictError, NotFoundError } from './errors.js';
import { kindText, statesAfter, type Fields } from './history/index.js';
import { activityPatchSchema, timesFrom } from './input.js';
import { PHOTOS_GONE, photosLeft, soundContact, soundNotice, soundRecord, unsound } from './undoSound.js';

/** What was taken back, and what to know about it. */
export interface Undone {
  readonly entry: TrailEntry;
  readonly warnings: readonly Warning[];
}

type Undoable = 'activities' | 'records' | 'contacts' | 'blackouts' | 'notices';

/** What each change writes anew, so that it is neither compared nor brought back. */
const RENEWED = new Set([
  'id',
  'town',
  'sequence',
  'revision',
  'createdAt',
  'updatedAt',
  'scheduledAt',
  'at',
]);

/** What follows from the rest: brought back, but nothing to stumble over. */
const DERIVED = new Set(['reasons', 'by']);

const compared = (fields: Iterable<string>): string[] =>
  [...fields].filter((field) => !RENEWED.has(field) && !DERIVED.has(field));

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** Each field that is no longer as the change left it. @throws ConflictError */
function refuseChanged(present: Fields, left: Fields, fields: readonly string[]): void {
  const faults = fields
    .filter((field) => !same(present[field], left[field]))
    .map((path) => ({
      path,
      message: `后来又改过，现在是 ${JSON.stringify(present[path] ?? null)}；要改请直接修改`,
    }));
  if (faults.length > 0) throw new ConflictError('后来又改过，不能撤回这一次；什么都没有改', faults);
}

const GONE = (kind: string): ConflictError =>
  new ConflictError(`这项${kindText(kind)}已经不在了，没有可以撤回的`);

const NOTHING = '这次改动里没有可以撤回的内容';

/** A fact as the trail shows it. */
const inTrail = (kind: Undoable, fact: FactOf<Undoable>): Fields =>
  kind === 'contacts' ? maskedContact(fact as Contact) : fact;

/** One more than before, where the kind has revisions. */
const grown = (fact: Fields): Fields =>
  typeof fact.revision === 'number' ? { revision: fact.revision + 1 } : {};

/** The change taken back: the fields of its `before`, where they still stand as its `after`. */
function restoredFields({ changes }: TrailEntry, present: Fields): Fields {
  const fields = Object.keys(changes).filter((field) => !RENEWED.has(field));
  if (compared(fields).length === 0) throw new ConflictError(NOTHING);
  const left = Object.fromEntries(fields.map((field) => [field, changes[field]?.after]));
  refuseChanged(present, left, compared(fields));
  return Object.fromEntries(fields.map((field) => [field, changes[field]?.before ?? null]));
}

/** An activity's change is taken back like a change by hand. */
async function undoActivityChange(context: ActContext, entry: TrailEntry): Promise<readonly Warning[]> {
  const { transaction, calendars, now } = context;
  const { town, keyDates } = calendars;
  const present = await transaction.get('activities', town.id, entry.target);
  if (!present) throw GONE(entry.kind);
  const fields = restoredFields(entry, present);
  if (present.status === 'cancelled' && fields.status === undefined)
    throw new ConflictError('这项活动已取消，要改请先恢复：status 写 planned');
  const checked = check(activityPatchSchema(town, keyDates), omit(fields, DERIVED));
  if (!checked.ok) throw unsound(checked.faults);
  const { start = present.start, end = present.end } = checked.value;
  const times = timesFrom({ start, end, allDay: checked.value.allDay }, town.zone);
  if ('faults' in times) throw unsound(times.faults);
  if (fields.status === 'done' && !(await transaction.get('records', town.id, entry.target)))
    throw new ConflictError('还没有台账记录，不能改回已完成');
  const next = changed(present, fields, isoIn(now, town.zone));
  await transaction.put('activities', next);
  return (await withWarnings([next], context)).flatMap(({ warnings }) => warnings);
}

const omit = (fields: Fields, names: ReadonlySet<string>): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([field]) => !names.has(field)));

/** Of a record, contact or notice that stands: the fields go back, everything else stays. */
async function undoChange(
  { transaction, calendars, now }: ActContext,
  entry: TrailEntry,
  kind: 'records' | 'contacts' | 'notices',
): Promise<readonly Warning[]> {
  const { town, keyDates } = calendars;
  const present = await transaction.get(kind, town.id, entry.target);
  if (!present) throw GONE(entry.kind);
  const fields = restoredFields(entry, inTrail(kind, present));
  const at = isoIn(now, town.zone);
  const next = { ...present, ...fields, ...grown(present) };
  if (kind === 'contacts') {
    const { channels } = present as Contact;
    await transaction.put(kind, soundContact(next as Contact, channels));
    return [];
  }
  if (kind === 'notices') {
    await transaction.put(kind, soundNotice({ ...next, updatedAt: at }, keyDates));
    return [];
  }
  const record = soundRecord({ ...next, at });
  const { photos } = present as FactOf<'records'>;
  const left = photosLeft(record, photos);
  if (left.length === record.photos.length) {
    await transaction.put(kind, record);
    return [];
  }
  if (compared(Object.keys(fields)).every((field) => field === 'photos') && same(left, photos))
    throw new ConflictError(PHOTOS_GONE.message);
  await transaction.put(kind, { ...record, photos: left });
  return [PHOTOS_GONE];
}

/** A creation is taken back as long as nothing of it has changed: an activity is cancelled, all else goes. */
async function undoCreation(
  context: ActContext,
  entry: TrailEntry,
  kind: Undoable,
): Promise<readonly Warning[]> {
  const { transaction, calendars } = context;
  const { id: town } = calendars.town;
  const fact = await transaction.get(kind, town, entry.target);
  if (!fact) throw GONE(kind);
  const present = inTrail(kind, fact);
  const entries = await transaction.find('trail', { town, kind, target: entry.target });
  const sorted = [...entries].sort((a, b) => (a.id < b.id ? -1 : 1));
  const made = statesAfter(sorted, present)[sorted.findIndex(({ id }) => id === entry.id)] ?? {};
  refuseChanged(present, made, compared(new Set([...Object.keys(present), ...Object.keys(made)])));
  if (kind === 'activities') {
    await cancelActivity(context, entry.target, 'any');
    return [];
  }
  const activity = kind === 'records' ? await transaction.get('activities', town, entry.target) : undefined;
  if (activity?.status === 'done')
    throw new ConflictError('活动已标为已完成，台账记录不能撤回；请先把活动改回待办');
  await transaction.remove(kind, town, entry.target);
  return [];
}

/** What was removed comes back whole, but for what the trail does not hold. */
async function undoRemoval(
  { transaction, calendars, now }: ActContext,
  { target, changes }: TrailEntry,
  kind: Undoable,
): Promise<readonly Warning[]> {
  const { town } = calendars;
  if (await transaction.get(kind, town.id, target))
    throw new ConflictError(`这项${kindText(kind)}还在，没有可以撤回的`);
  const before = Object.fromEntries(Object.entries(changes).map(([field, values]) => [field, values.before]));
  const at = isoIn(now, town.zone);
  const renewed: Record<string, unknown> = {
    ...before,
    ...grown(before),
    ...('at' in before ? { at } : {}),
    ...('updatedAt' in before ? { updatedAt: at } : {}),
  };
  const warnings: Warning[] = [];
  if (Array.isArray(renewed.channels)) {
    const channels = renewed.channels as Contact['channels'];
    const kept = channels.filter((channel) => !isMasked(JSON.stringify(channel)));
    for (const channel of channels.filter((it) => !kept.includes(it)))
      warnings.push({
        type: 'secret-not-kept',
        message: '密钥不留在记录里，这种提醒方式要重新填写',
        where: `channels.${channel.kind}`,
      });
    renewed.channels = kept;
  }
  if (Array.isArray(renewed.photos) && renewed.photos.length > 0) {
    renewed.photos = [];
    warnings.push(PHOTOS_GONE);
  }
  const checked = check(KINDS[kind].schema, renewed);
  if (!checked.ok) throw unsound(checked.faults);
  await transaction.put(kind, checked.value);
  return warnings;
}

/**
 * Takes one change back, by a new change: what it changed becomes what it was, if nobody has changed it since. What the
 * trail does not hold, as the keys of robots and the photos themselves, does not come back.
 *
 * @throws NotFoundError for no such entry; ConflictError with each field that has changed since, and what it is now
 */
export async function undoEntry(context: ActContext, id: string): Promise<Undone> {
  const { transaction, calendars } = context;
  const entry = await transaction.get('trail', calendars.town.id, id);
  if (!entry) throw new NotFoundError(id, '操作记录');
  return { entry, warnings: await takeBack(context, entry) };
}

function takeBack(context: ActContext, entry: TrailEntry): Promise<readonly Warning[]> {
  const { kind, action } = entry;
  switch (kind) {
    case 'activities':
    case 'records':
    case 'contacts':
    case 'blackouts':
    case 'notices':
      if (action === 'create') return undoCreation(context, entry, kind);
      if (action === 'remove') return undoRemoval(context, entry, kind);
      if (kind === 'activities') return undoActivityChange(context, entry);
      if (kind === 'records' || kind === 'contacts' || kind === 'notices')
        return undoChange(context, entry, kind);
  }
  throw new ConflictError(`${kindText(kind)}的改动不能撤回`);
}
