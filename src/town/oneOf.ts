import { z } from 'zod';

/** The id of one of the town's things; whoever writes another is told which there are. @param what as people call it */
export const oneOf = (items: readonly { readonly id: string }[], what: string) => {
  const ids = items.map(({ id }) => id);
  return z.string().refine((id) => ids.includes(id), {
    error: `没有这个${what}，请用已有的编号：${ids.join('、')}`,
  });
};
