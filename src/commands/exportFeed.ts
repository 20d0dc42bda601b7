import { calendarsIn } from '../activities/index.js';
import { townUrlOf } from '../environment.js';
import { feedSpecAt, renderFeed, rendererFor } from '../feeds/index.js';
import { readFacts } from '../store/index.js';
import { dayIn, loadCalendars } from '../town/index.js';
import { readArgs } from './args.js';
import { UsageError, type Command } from './command.js';
import { saveAs } from './saveAs.js';
import { addressOf } from './storePlace.js';

const USAGE = 'pufa export feed 文件.ics [--village huohu] [--town gangmen]';

/** `pufa export feed FILE.ics`: the town's feed as a file, for phones that cannot subscribe. */
export const exportFeed: Command = async (args, { env, print, now }) => {
  const { values, positionals } = readArgs(
    args,
    { village: { type: 'string' }, town: { type: 'string' } },
    USAGE,
    2,
  );
  const [what, file] = positionals;
  if (what !== 'feed' || file === undefined) throw new UsageError(`用法：${USAGE}`);
  const written = loadCalendars(env.CALENDARS_DIR, values.town ?? env.TOWN);
  const { town } = written;
  const path = values.village === undefined ? 'town' : `villages/${values.village}`;
  const spec = feedSpecAt(path, town, written.keyDates);
  if (!spec)
    throw new UsageError(
      `--village ${values.village ?? ''}: 没有这个村，可用：${town.villages.map(({ id }) => id).join('、')}`,
    );
  const { keyDates, activities } = await readFacts(addressOf(env), async (facts) => ({
    ...(await calendarsIn(facts, written)),
    activities: await facts.find('activities', { town: town.id }),
  }));
  const feed = renderFeed(spec, activities, {
    town,
    keyDates,
    renderer: rendererFor(town, keyDates),
    baseUrl: townUrlOf(env, town.id),
    today: dayIn(now(), town.zone),
  });
  saveAs(file, feed.bytes, { print });
  return 0;
};
