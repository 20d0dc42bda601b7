import { isDeepStrictEqual } from 'node:util';
import type { KeyDate } from '../calendar/index.js';
import { withNotices, type KeyDateNotice, type ReadTransaction, type Store } from '../facts/index.js';
import type { Calendars } from '../town/index.js';

/**
 * A town's data as they stand at present: what is in the files, with this year's notices laid over. `keyDates` is another
 * list after a notice came, changed or went, and the same one until then; whoever keeps it keeps the past.
 */
export interface PresentCalendars extends Calendars {
  /** The key dates as the files have them. */
  readonly written: readonly KeyDate[];
  /** Looks again where the store has a new version; afterwards everything stored before the call is laid over. */
  refresh(): Promise<void>;
}

/** A town's files with the notices of one view of the facts laid over: for whoever looks once and goes. */
export const calendarsIn = async (transaction: ReadTransaction, written: Calendars): Promise<Calendars> => ({
  ...written,
  keyDates: withNotices(written.keyDates, await transaction.find('notices', { town: written.town.id })),
});

const byId = (a: KeyDateNotice, b: KeyDateNotice): number => (a.id < b.id ? -1 : 1);

/** Lays the notices in `store` over a town's files, from the first `refresh` on. */
export function presentCalendars(
  { town, holidays, keyDates: written }: Calendars,
  store: Pick<Store, 'read' | 'versionOf'>,
): PresentCalendars {
  let keyDates = written;
  let notices: readonly KeyDateNotice[] = [];
  let seen = -1;
  let looking: Promise<void> | undefined;
  const look = async (): Promise<void> => {
    // Read before the facts are: what comes meanwhile is looked for once more.
    const version = store.versionOf(town.id, 'notices');
    const found = await store.read((transaction) => transaction.find('notices', { town: town.id }));
    const sorted = [...found].sort(byId);
    if (!isDeepStrictEqual(sorted, notices)) {
      notices = sorted;
      keyDates = withNotices(written, notices);
    }
    seen = version;
  };
  return {
    town,
    holidays,
    written,
    get keyDates() {
      return keyDates;
    },
    refresh: async () => {
      const wanted = store.versionOf(town.id, 'notices');
      while (seen < wanted) {
        looking ??= look().finally(() => {
          looking = undefined;
        });
        await looking;
      }
    },
  };
}
