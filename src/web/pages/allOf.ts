import type { Asked, Performer } from '../api/perform.js';

/** The most that one page of a list holds. */
const PAGE = '500';

/** All items of a list of the API, page after page. @param operation the id of one that lists */
export async function allOf<T>(
  { perform }: Performer,
  { who, request }: Pick<Asked, 'who' | 'request'>,
  operation: string,
): Promise<T[]> {
  const found: T[] = [];
  for (let cursor: string | null | undefined = undefined; cursor !== null;) {
    const query: Record<string, string> = { limit: PAGE, ...(cursor === undefined ? {} : { cursor }) };
    const { body } = await perform(operation, { who, request, query });
    const page = body as { readonly items: readonly T[]; readonly next: string | null };
    found.push(...page.items);
    cursor = page.next;
  }
  return found;
}
