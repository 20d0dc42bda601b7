import type { Town } from '../../town/index.js';
import { inBoth } from './lang.js';

type Village = Pick<Town['villages'][number], 'id' | 'name'>;
const pinyin = (id: string): string => id.charAt(0).toUpperCase() + id.slice(1);
const FORMS: Readonly<Record<string, string>> = { meeting: 'Meeting' };

/** Names that stand in the data; null where it has none in the language. */
export const names = inBoth(
  {
    town: ({ name }: Pick<Town, 'id' | 'name'>) => name,
    village: ({ name }: Village) => name,
    keyDate: ({ zh }: { readonly zh: string; readonly en: string }): string => zh,
    form: ({ name }: { readonly id: string; readonly name: string }): string | null => name,
  },
  {
    town: ({ id }) => `${pinyin(id)} Town`,
    village: ({ id }) => `${pinyin(id)} Village`,
    keyDate: ({ en }) => en,
    form: ({ id }) => FORMS[id] ?? null,
  },
);
