import { DateTime } from 'luxon';
import { owedAt, type Due } from '../reminders/index.js';
import { readFacts } from '../store/index.js';
import { isoIn, loadCalendars } from '../town/index.js';
import { readArgs } from './args.js';
import { UsageError, type Command } from './command.js';
import { addressOf } from './storePlace.js';

const USAGE = 'pufa due --at 2026-12-03T08:30 [--town gangmen] [--json]';

const asJson = ({ activity, rule, contact, channel, dueAt }: Due) => ({
  activity,
  rule,
  contact,
  channel,
  dueAt,
});

/** `pufa due --at INSTANT [--town ID] [--json]`: what would be sent then; sends nothing, locks nothing. */
export const due: Command = async (args, { env, print, now }) => {
  const { values } = readArgs(
    args,
    { at: { type: 'string' }, town: { type: 'string' }, json: { type: 'boolean' } },
    USAGE,
  );
  const calendars = loadCalendars(env.CALENDARS_DIR, values.town ?? env.TOWN);
  const { town } = calendars;
  // Without an offset it is the town's wall clock.
  const at = values.at === undefined ? now() : DateTime.fromISO(values.at, { zone: town.zone });
  if (!at.isValid)
    throw new UsageError(`--at ${values.at ?? ''}: 要写时间，例如 2026-12-03T08:30\n用法：${USAGE}`);
  const { due: owed } = await readFacts(addressOf(env), (facts) => owedAt(facts, calendars, at));
  if (values.json) print(JSON.stringify({ at: isoIn(at, town.zone), due: owed.map(asJson) }, null, 2));
  else if (owed.length === 0) print('到那时没有要发的提醒。');
  else
    for (const { dueAt, contact, channel, activity, rule } of owed)
      print([dueAt, contact, channel, rule, activity].join('  '));
  return 0;
};
