/**
 * Where facts are kept: lowdb in a folder that one process owns.
 *
 * Stands behind the interface of `facts/`; what the rest of the program sees is `openStore` and `readStore`.
 */
export { hasStore, openStore, readStore, type StoreOptions } from './lowdbStore.js';
export { StoreError } from './errors.js';
