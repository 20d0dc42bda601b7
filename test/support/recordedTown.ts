import { readStore, openStore } from '../../src/store/index.js';
import { SYSTEM, type Activity, type Photo } from '../../src/facts/index.js';
import { preparedFolder } from './preparedFolder.js';
import { yearOfRecords } from './records.js';

/** A data folder with a year planned by the program and what was recorded of it. */
export interface RecordedTown {
  readonly dataDir: string;
  readonly year: number;
}

/**
 * Next year of the real town, planned by the program, recorded by a seeded generator, and over.
 *
 * @param photosOf what photos a record gets
 */
export async function recordedTown(
  seed: number,
  photosOf?: (activity: Activity) => readonly Photo[],
): Promise<RecordedTown> {
  const dataDir = await preparedFolder();
  const activities = await (await readStore(dataDir)).find('activities', { town: 'gangmen' });
  const records = yearOfRecords(activities, seed, photosOf);
  const recorded = new Set(records.map(({ id }) => id));
  const store = await openStore({ dir: dataDir, now: () => '2027-12-31T18:00:00+08:00' });
  await store.write(SYSTEM, async (transaction) => {
    for (const record of records) await transaction.put('records', record);
    for (const activity of activities)
      if (recorded.has(activity.id)) await transaction.put('activities', { ...activity, status: 'done' });
  });
  await store.close();
  return { dataDir, year: activities[0]?.year ?? 0 };
}
