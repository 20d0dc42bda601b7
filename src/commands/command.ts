import type { Shell } from '../shell.js';

/** A command: its arguments without its name; resolves to the exit code. */
export type Command = (args: string[], shell: Shell) => Promise<number>;

/** The command was called wrongly; the message says how to call it. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}
