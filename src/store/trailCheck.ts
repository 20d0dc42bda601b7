import { isDeepStrictEqual } from 'node:util';
import { KINDS, type FactOf, type Kind, type TrailEntry } from '../facts/index.js';
import { inTrail } from './transaction.js';

interface Story {
  exists: boolean;
  /** What each field came to be by its last change. */
  readonly fields: Map<string, unknown>;
}

/** Entries in the order in which they were made: an id is a version and a place in it. */
const inOrder = (a: TrailEntry, b: TrailEntry): number => {
  const [versionA = 0, placeA = 0] = a.id.split('-').map(Number);
  const [versionB = 0, placeB = 0] = b.id.split('-').map(Number);
  return versionA - versionB || placeA - placeB;
};

/** Kinds that were stored before the trail told of them: their first entry may be a change. */
const LATE: ReadonlySet<string> = new Set<Kind>(['apiTokens']);

const ACTIONS = { create: '新建', update: '修改', remove: '删除' } as const;

/** What one entry does to what was known of its fact; faults name fields, never their values. */
function* told({ id, kind, action, changes }: TrailEntry, story: Story | undefined): Generator<string> {
  const exists = story?.exists ?? (LATE.has(kind) && action !== 'create');
  if (exists !== (action !== 'create')) yield `操作记录 ${id} 写着${ACTIONS[action]}，与之前的记录不符`;
  for (const [field, { before }] of Object.entries(changes)) {
    if (!story?.fields.has(field)) continue;
    if (!isDeepStrictEqual(story.fields.get(field), before ?? null))
      yield `操作记录 ${id} 的 ${field} 接不上它之前的那一条`;
  }
}

/** An activity's revision starts at 1; of other kinds a creation tells no value. */
const atFirst = ({ kind }: TrailEntry): [string, unknown][] =>
  kind === ('activities' satisfies Kind) ? [['revision', 1]] : [];

/** The fields that are known after an entry. */
function fieldsAfter(entry: TrailEntry, story: Story | undefined): Map<string, unknown> {
  if (entry.action === 'remove') return new Map();
  const fields = new Map(entry.action === 'create' ? atFirst(entry) : story?.fields);
  for (const [field, { after }] of Object.entries(entry.changes)) fields.set(field, after ?? null);
  return fields;
}

/** A fact that is masked in the trail is compared by its revision alone: how it is masked may change. */
const comparable = (kind: Kind, field: string): boolean =>
  !('inTrail' in KINDS[kind]) || field === 'revision';

/**
 * What the trail of one town tells against the facts as they stand: each audited fact was created once, its changes follow one
 * another, and the last of each field is what stands there.
 */
export function* trailFaults(
  facts: readonly { readonly kind: Kind; readonly fact: FactOf<Kind> }[],
): Generator<string> {
  const trail = facts.flatMap(({ kind, fact }) => (kind === 'trail' ? [fact as TrailEntry] : []));
  const stories = new Map<string, Story>();
  for (const entry of trail.sort(inOrder)) {
    const name = `${entry.kind} ${entry.town}/${entry.target}`;
    const story = stories.get(name);
    for (const fault of told(entry, story)) yield `${name}: ${fault}`;
    stories.set(name, { exists: entry.action !== 'remove', fields: fieldsAfter(entry, story) });
  }
  for (const { kind, fact } of facts) {
    if (!KINDS[kind].audited) continue;
    const standing = inTrail(kind, fact);
    const name = `${kind} ${fact.town}/${standing.id}`;
    const story = stories.get(name);
    stories.delete(name);
    if (!story && !LATE.has(kind)) yield `${name}: 没有操作记录`;
    else if (!story) continue;
    else if (!story.exists) yield `${name}: 操作记录说已经删除，数据里还在`;
    else {
      for (const [field, value] of story.fields)
        if (comparable(kind, field) && !isDeepStrictEqual(standing[field] ?? null, value))
          yield `${name}: ${field} 与最后一条操作记录不同`;
    }
  }
  for (const [name, { exists }] of stories) if (exists) yield `${name}: 操作记录里有，数据里没有`;
}
