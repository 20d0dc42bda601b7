import { verifyPlace } from '../store/index.js';
import { readArgs } from './args.js';
import { UsageError, type Command } from './command.js';
import { placeOf } from './storePlace.js';

/** `pufa verify`: every fact, the trail and the kept copies, beside a running server; exit 1 with each fault. */
export const verify: Command = async (args, { env, print }) => {
  readArgs(args, {}, 'pufa verify');
  const place = placeOf(env);
  const verdict = await verifyPlace(place);
  if (!verdict) throw new UsageError(`${place.name}: 这里没有数据，请检查 DATA_DIR，或先运行 pufa start`);
  for (const fault of verdict.faults) print(fault);
  if (verdict.faults.length > 0) {
    print(
      `共 ${verdict.faults.length} 处问题。用 pufa restore 恢复一份备份，或从 generations/ 里取最近的一份。`,
    );
    return 1;
  }
  const total = Object.values(verdict.counts).reduce((sum, count) => sum + count, 0);
  print(`没有问题：${total} 条数据，版本 ${verdict.version}（${place.name}）。`);
  return 0;
};
