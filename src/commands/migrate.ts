import { resolve } from 'node:path';
import { databaseUrlSchema } from '../environment.js';
import { databasePlace, folderPlace, migrate as migrateStore, type StorePlace } from '../store/index.js';
import { readArgs } from './args.js';
import { UsageError, type Command } from './command.js';

const USAGE =
  'pufa migrate [--from ./data] [--to postgres://用户名:密码@主机/数据库]（也可以反过来；不写的分别是 DATA_DIR 和 DATABASE_URL）';

/** A folder, or a database. */
function placeAt(text: string, option: string): StorePlace {
  if (!/^postgres(?:ql)?:/.test(text)) return folderPlace(resolve(text));
  const checked = databaseUrlSchema.safeParse(text);
  if (checked.success) return databasePlace(checked.data);
  throw new UsageError(`${option}: （不显示）: ${checked.error.issues[0]?.message ?? ''}\n用法：${USAGE}`);
}

/** `pufa migrate`: all facts from a folder into a database or back, counted and compared; not while a server runs. */
export const migrate: Command = async (args, { env, print }) => {
  const { values } = readArgs(args, { from: { type: 'string' }, to: { type: 'string' } }, USAGE);
  const target = values.to ?? env.DATABASE_URL;
  if (target === undefined)
    throw new UsageError(`要写 --to，或者用 DATABASE_URL 说明迁移到哪里\n用法：${USAGE}`);
  const from = placeAt(values.from ?? env.DATA_DIR, '--from');
  const to = placeAt(target, '--to');
  const { counts } = await migrateStore(from, to);
  for (const [kind, count] of Object.entries(counts)) if (count > 0) print(`${kind}: ${count}`);
  print(`已从 ${from.name} 迁移到 ${to.name}，逐条核对无误；原来的没有动。`);
  print(`照片不在数据库里：请让 DATA_DIR 仍指向放着 photos/ 的目录，或者把 photos/ 搬过去。`);
  return 0;
};
