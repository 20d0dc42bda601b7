import { resolve } from 'node:path';
import { backUp } from '../store/index.js';
import { readArgs } from './args.js';
import { UsageError, type Command } from './command.js';
import { photosOf, placeOf } from './storePlace.js';

const USAGE = 'pufa backup 文件.tar.gz';

/** `pufa backup FILE`: all facts of one moment and the photos in one file, beside a running server. */
export const backup: Command = async (args, { env, print, now }) => {
  const { positionals } = readArgs(args, {}, USAGE, 1);
  const [name] = positionals;
  if (name === undefined) throw new UsageError(`要写备份到哪个文件\n用法：${USAGE}`);
  const file = resolve(name);
  const { counts, members } = await backUp(placeOf(env), photosOf(env), file, now().toISO() ?? '');
  const facts = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const photos = Object.keys(members).filter((member) => member.startsWith('photos/')).length;
  print(`已备份到 ${file}：${facts} 条数据，${photos} 张照片。里面有联系人和密钥，请妥善保管。`);
  return 0;
};
