/** The commands of `pufa`, one file each; main.ts only chooses. */
export { start } from './start.js';
export { check } from './check.js';
export { dates } from './dates.js';
export { day } from './day.js';
export { plan } from './plan.js';
export { due } from './due.js';
export { exportFile } from './export.js';
export { adminLink } from './adminLink.js';
export { verify } from './verify.js';
export { backup } from './backup.js';
export { restore } from './restore.js';
export { migrate } from './migrate.js';
export { UsageError, type Command } from './command.js';
