import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { addDays, type Day, type KeyDate } from '../../calendar/index.js';
import {
  SYSTEM,
  withNotices,
  type Activity,
  type Contact,
  type FeedEdition,
  type FeedToken,
  type FeedTokenUse,
  type KeyDateNotice,
} from '../../facts/index.js';
import {
  agedBy,
  Board,
  changedOnce,
  peopleOf,
  UNCHANGED,
  youngestOf,
  type Age,
  type PeopleOf,
} from '../../feeds/index.js';
import { dayIn, instantOf } from '../../town/index.js';
import { nowOf, type WebContext } from '../context.js';
import { agesIn, latest, secondOf, type Ages } from './ages.js';

/** The kinds of facts that feeds are made of; reminders that go out change none of them. */
const SHOWN = ['activities', 'contacts', 'notices', 'feedTokens', 'feedTokenUses'] as const;

/** What has changed among facts of one kind. */
interface Difference {
  readonly put: readonly { readonly updatedAt: string }[];
  readonly removed: number;
}

/** Null where they are the same. */
function differenceOf(before: readonly KeyDateNotice[], now: readonly KeyDateNotice[]): Difference | null {
  const put = now.filter((one) => !before.some((known) => isDeepStrictEqual(known, one)));
  const removed = before.filter(({ id }) => !now.some((one) => one.id === id)).length;
  return put.length > 0 || removed > 0 ? { put, removed } : null;
}

/** What a look finds. */
interface Found {
  readonly activities: readonly Activity[];
  readonly contacts: readonly Contact[];
  readonly notices: readonly KeyDateNotice[];
}

/**
 * The facts that feeds are made of, as they stood when last looked at, and when each part of them last changed.
 *
 * It looks again when the town's facts have a new version or the town a new day; what did not change keeps its object.
 */
export class FeedFacts {
  readonly #board = new Board();
  #contacts: readonly Contact[] = [];
  #notices: readonly KeyDateNotice[] = [];
  #keyDates: readonly KeyDate[];
  #people: PeopleOf | null = null;
  #tokens = new Map<string, FeedToken>();
  #uses = new Map<string, string>();
  #ages: Ages | undefined;
  #version = -1;
  #today: Day = '';
  #midnight = UNCHANGED;
  /** When the day ends, in milliseconds since 1970. */
  #dayEnds = -1;
  /** The last second in which anybody was shown the facts as they stand here. */
  #answered = 0;
  #edition = 0;
  #looking: Promise<void> | undefined;

  /** @param fingerprint of everything but the facts that goes into a feed */
  constructor(
    private readonly context: WebContext,
    private readonly fingerprint: string,
  ) {
    this.#keyDates = context.calendars.written;
  }

  /** Grows when anything that a feed shows, or the day, has changed. */
  get edition(): number {
    return this.#edition;
  }

  get today(): Day {
    return this.#today;
  }

  get entries(): Board['entries'] {
    return this.#board.entries;
  }

  get contacts(): readonly Contact[] {
    return this.#contacts;
  }

  /** The key dates with the notices laid over, the same list until one of them changes. */
  get keyDates(): readonly KeyDate[] {
    return this.#keyDates;
  }

  get people(): PeopleOf {
    this.#people ??= peopleOf(this.context.calendars.town, this.#contacts);
    return this.#people;
  }

  /** The token with this hash that has not been revoked. */
  tokenOf(hash: string): FeedToken | undefined {
    return this.#tokens.get(hash);
  }

  lastUseOf(id: string): string | undefined {
    return this.#uses.get(id);
  }

  /** When what a feed is made of last changed; a new day is no change. */
  ageOf({ activities, people }: { readonly activities: boolean; readonly people: boolean }): Age {
    const ages = this.#ages;
    if (!ages) return UNCHANGED;
    return youngestOf([
      ages.data,
      // Any feed may come to show a key date: where it has no activity the next one stands in.
      ages.notices,
      ...(activities ? [ages.activities] : []),
      ...(people ? [ages.contacts] : []),
    ]);
  }

  /** The beginning of the town's day. */
  get midnight(): Age {
    return this.#midnight;
  }

  /** Whether what stands here is the present state. @param now milliseconds since 1970 */
  isCurrent(now: number): boolean {
    return this.#version === this.#stored() && this.#isWithinDay(now);
  }

  /** Somebody is shown what stands here. @param now milliseconds since 1970 */
  noteAnswer(now: number): void {
    this.#answered = Math.floor(now / 1000);
  }

  /** Looks again; afterwards everything stored before the call stands here. */
  async look(): Promise<void> {
    const wanted = this.#stored();
    do {
      this.#looking ??= this.#look().finally(() => {
        this.#looking = undefined;
      });
      await this.#looking;
    } while (this.#version < wanted || !this.#isWithinDay(this.context.clock().toMillis()));
  }

  #stored(): number {
    const { store, calendars } = this.context;
    return store.versionOf(calendars.town.id, ...SHOWN);
  }

  /** Clocks are set right in both directions. */
  #isWithinDay(now: number): boolean {
    return now < this.#dayEnds && now >= this.#midnight.modified * 1000;
  }

  async #look(): Promise<void> {
    const { store, calendars, clock } = this.context;
    const { town } = calendars;
    const version = this.#stored();
    const query = { town: town.id };
    const isFirst = this.#ages === undefined;
    // Asked for at once: the store shows one moment as long as nothing else is awaited.
    const { activities, contacts, notices, tokens, uses, ages } = await store.read(async (transaction) => {
      const [activities, contacts, notices, tokens, uses, edition] = await Promise.all([
        transaction.find('activities', query),
        transaction.find('contacts', query),
        transaction.find('notices', query),
        transaction.find('feedTokens', query),
        transaction.find('feedTokenUses', query),
        isFirst ? transaction.get('feedEditions', town.id, 'feeds') : undefined,
      ]);
      const ages = isFirst
        ? {
            ...(await agesIn(transaction, town.id, { activities, notices })),
            data: changedOnce(secondOf(this.#editionSince(edition))),
          }
        : this.#ages;
      return { activities, contacts, notices, tokens, uses, ages };
    });
    const now = clock();
    this.#ages = this.#take({ activities, contacts, notices }, ages, Math.floor(now.toSeconds()));
    this.#tokens = new Map(
      tokens.filter(({ revokedAt }) => revokedAt === null).map((token) => [token.hash, token]),
    );
    this.#uses = new Map(uses.map(({ id, lastUsedAt }: FeedTokenUse) => [id, lastUsedAt]));
    const today = dayIn(now, town.zone);
    if (today !== this.#today) {
      this.#today = today;
      this.#midnight = changedOnce(instantOf(today, '00:00', town.zone).toSeconds());
      this.#dayEnds = instantOf(addDays(today, 1), '00:00', town.zone).toMillis();
      this.#edition += 1;
    }
    this.#version = version;
  }

  /** Takes the facts over; a first look changes nothing, for its ages come from the trail. */
  #take({ activities, contacts, notices }: Found, ages: Ages | undefined, second: number): Ages {
    const isFirst = this.#ages === undefined;
    const before = ages ?? {
      data: UNCHANGED,
      activities: UNCHANGED,
      contacts: UNCHANGED,
      notices: UNCHANGED,
    };
    const { put, removed } = this.#board.update(activities);
    const contactsDiffer = !isDeepStrictEqual(contacts, this.#contacts);
    const noticed = differenceOf(this.#notices, notices);
    if (put.length > 0 || removed > 0 || contactsDiffer || noticed) this.#edition += 1;
    if (contactsDiffer) {
      this.#contacts = contacts;
      this.#people = null;
    }
    if (noticed) {
      this.#notices = notices;
      this.#keyDates = withNotices(this.context.calendars.written, notices);
    }
    if (isFirst) return before;
    const changedAt = ({ put, removed }: Difference): number => {
      const last = latest(put.map(({ updatedAt }) => updatedAt));
      // A removal leaves no date of its own but in the trail; until now nobody was shown that it is gone.
      return removed > 0 || last === undefined ? second : secondOf(last);
    };
    return {
      ...before,
      activities:
        put.length > 0 || removed > 0
          ? agedBy(before.activities, changedAt({ put, removed }), this.#answered)
          : before.activities,
      contacts: contactsDiffer ? agedBy(before.contacts, second, this.#answered) : before.contacts,
      notices: noticed ? agedBy(before.notices, changedAt(noticed), this.#answered) : before.notices,
    };
  }

  /** Since when names, key dates and program are what they are; noted at the first look after they changed. */
  #editionSince(known: FeedEdition | undefined): string {
    if (known?.fingerprint === this.fingerprint) return known.since;
    const { store, calendars, log } = this.context;
    const since = nowOf(this.context);
    const edition = { id: 'feeds', town: calendars.town.id, fingerprint: this.fingerprint, since } as const;
    // Subscribers do not wait for the disk; where it refuses, the feeds count as changed again at the next start.
    store
      .write(SYSTEM, (transaction) => transaction.put('feedEditions', edition))
      .catch((error: unknown) => {
        log.warn({ err: error }, 'feed edition not stored');
      });
    return since;
  }
}

/** SHA-256 of data as JSON. */
export const fingerprintOf = (...parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');
