import { join } from 'node:path';
import type { Environment } from '../environment.js';
import { PHOTOS } from '../photos/index.js';
import { databasePlace, folderPlace, type StorePlace } from '../store/index.js';

/** Where this installation's facts are kept. */
export const placeOf = ({ DATA_DIR, DATABASE_URL }: Environment): StorePlace =>
  DATABASE_URL === undefined ? folderPlace(DATA_DIR) : databasePlace(DATABASE_URL);

/** The same for `openStore` and `readFacts`. */
export const addressOf = ({ DATA_DIR, DATABASE_URL }: Environment) => ({
  dir: DATA_DIR,
  databaseUrl: DATABASE_URL,
});

/** Photos stand in the data folder, whatever store holds the facts. */
export const photosOf = ({ DATA_DIR }: Environment): string => join(DATA_DIR, PHOTOS);
