import { z } from 'zod';

/** The id of one of the town's things; whoever writes another is told which there are. @param what as people call it */
export const oneOf = (items: readonly { readonly id: string }[], what: string) => {
  const ids = items.map(({ id }) => id);
  return z.enum(ids, {
    // What is left out is not one that there is not.
    error: ({ input }) =>
      input === undefined ? undefined : `没有这个${what}，请用已有的编号：${ids.join('、')}`,
  });
};
