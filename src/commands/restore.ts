import { resolve } from 'node:path';
import { restore as restoreFrom } from '../store/index.js';
import { readArgs } from './args.js';
import { UsageError, type Command } from './command.js';
import { placeOf } from './storePlace.js';

const USAGE = 'pufa restore 文件.tar.gz';

/** `pufa restore FILE`: puts a backup in the place of what is there, which is kept beside it; not while a server runs. */
export const restore: Command = async (args, { env, print, now }) => {
  const { positionals } = readArgs(args, {}, USAGE, 1);
  const [name] = positionals;
  if (name === undefined) throw new UsageError(`要写从哪个文件恢复\n用法：${USAGE}`);
  const stamp = now().toUTC().toFormat("yyyyMMdd'T'HHmmss");
  const { manifest, kept } = await restoreFrom(placeOf(env), resolve(name), env.DATA_DIR, stamp);
  const facts = Object.values(manifest.counts).reduce((sum, count) => sum + count, 0);
  print(`已恢复 ${manifest.at} 的备份：${facts} 条数据。`);
  if (kept !== null) print(`恢复之前的数据留在 ${kept}，确认无误后可以删除。`);
  return 0;
};
