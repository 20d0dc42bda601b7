import { writeFileSync } from 'node:fs';
import { activitiesFeed, rendererFor } from '../feeds/index.js';
import { readStore } from '../store/index.js';
import { dayIn, loadCalendars } from '../town/index.js';
import { readArgs } from './args.js';
import { UsageError, type Command } from './command.js';

const USAGE = 'pufa export feed 文件.ics [--village huohu]';

/** `pufa export feed FILE.ics`: the town's feed as a file, for phones that cannot subscribe. */
export const exportFeed: Command = async (args, { env, print, now }) => {
  const { values, positionals } = readArgs(args, { village: { type: 'string' } }, USAGE);
  const [what, file] = positionals;
  if (what !== 'feed' || file === undefined) throw new UsageError(`用法：${USAGE}`);
  const { town, keyDates } = loadCalendars(env.CALENDARS_DIR, env.TOWN);
  const village = town.villages.find(({ id }) => id === values.village);
  if (values.village !== undefined && !village)
    throw new UsageError(
      `--village ${values.village}: 没有这个村，可用：${town.villages.map(({ id }) => id).join('、')}`,
    );
  const store = await readStore(env.DATA_DIR);
  const all = await store.find('activities', { town: town.id });
  const own = all.filter((activity) => !village || activity.village === village.id);
  const changedAt = all
    .map(({ updatedAt }) => updatedAt)
    .sort()
    .at(-1);
  const feed = activitiesFeed(`${village?.name ?? town.name}普法`, own, changedAt, {
    town,
    keyDates,
    renderer: rendererFor(town, keyDates),
    baseUrl: env.BASE_URL ?? `http://${env.HOST}:${env.PORT}`,
    today: dayIn(now(), town.zone),
  });
  writeFileSync(file, feed.bytes);
  print(`已写入 ${file}`);
  return 0;
};
