import { join } from 'node:path';
import type { Environment } from '../environment.js';
import { folderPlace, type StorePlace } from '../store/index.js';

/** Where this installation's facts are kept. */
export const placeOf = ({ DATA_DIR }: Environment): StorePlace => folderPlace(DATA_DIR);

/** Photos stand in the data folder, whatever store holds the facts. */
export const photosOf = ({ DATA_DIR }: Environment): string => join(DATA_DIR, 'photos');
