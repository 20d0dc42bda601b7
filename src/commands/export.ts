import { UsageError, type Command } from './command.js';
import { exportFeed } from './exportFeed.js';
import { exportLedger } from './exportLedger.js';
import { exportSheet } from './exportSheet.js';

const EXPORTS: Readonly<Record<string, Command>> = {
  feed: exportFeed,
  sheet: exportSheet,
  ledger: exportLedger,
  plan: exportLedger,
  report: exportLedger,
};

/** `pufa export WHAT …`: what stands in the data folder, as a file. */
export const exportFile: Command = (args, shell) => {
  const [what = ''] = args;
  const command = Object.hasOwn(EXPORTS, what) ? EXPORTS[what] : undefined;
  if (!command) throw new UsageError(`用法：pufa export ${Object.keys(EXPORTS).join('|')} …`);
  return command(args, shell);
};
