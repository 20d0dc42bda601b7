import type { Activity } from '../../src/facts/index.js';
import { readStore } from '../../src/store/index.js';
import { preparedFolder } from './preparedFolder.js';

/** The activities of a whole year of the real town, released as the program releases them. */
export async function yearOfTown(): Promise<readonly Activity[]> {
  const store = await readStore(await preparedFolder());
  return store.find('activities', { town: 'gangmen' });
}
