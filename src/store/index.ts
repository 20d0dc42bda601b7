/**
 * Where facts are kept: lowdb in a folder that one process owns, or PostgreSQL for several processes.
 *
 * Both stand behind the interface of `facts/`; what the rest of the program sees is `openStore`, `readFacts` and `hasStore`.
 * Whoever handles all facts at once (backup, restore, verify, migrate) sees a place.
 */
export { openStore, readFacts, type StoreOptions } from './open.js';
export { readFolder as readStore, hasStore } from './lowdb/openFolder.js';
export { folderPlace } from './lowdb/folderPlace.js';
export { databasePlace } from './postgres/databasePlace.js';
export { migrate, type Migrated } from './migrate.js';
export type { StorePlace } from './dump.js';
export { backUp } from './backup.js';
export { restore } from './restore.js';
export { verifyPlace } from './verify.js';
