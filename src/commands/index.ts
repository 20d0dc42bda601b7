/** The commands of `pufa`, one file each, loaded when they are called; main.ts only chooses. */
import type { Command } from './command.js';

export { UsageError, type Command } from './command.js';

/** By their names; a command's modules are loaded when it is asked for, for those of the server take a second. */
export const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./start.js')).start,
  check: async () => (await import('./check.js')).check,
  dates: async () => (await import('./dates.js')).dates,
  day: async () => (await import('./day.js')).day,
  plan: async () => (await import('./plan.js')).plan,
  due: async () => (await import('./due.js')).due,
  export: async () => (await import('./export.js')).exportFile,
  backup: async () => (await import('./backup.js')).backup,
  restore: async () => (await import('./restore.js')).restore,
  verify: async () => (await import('./verify.js')).verify,
  migrate: async () => (await import('./migrate.js')).migrate,
  'admin-link': async () => (await import('./adminLink.js')).adminLink,
};
