import type { Activity, ReadTransaction } from '../facts/index.js';

/** Which activities have their record: one is filed, or somebody marked the activity done. */
export async function recordedIn(
  transaction: ReadTransaction,
  { id: town }: { readonly id: string },
): Promise<(activity: Pick<Activity, 'id' | 'status'>) => boolean> {
  const filed = new Set((await transaction.find('records', { town })).map(({ id }) => id));
  return ({ id, status }) => status === 'done' || filed.has(id);
}
