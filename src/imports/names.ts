import type { Town } from '../town/index.js';
import { folded } from './words.js';

/** The id a name stands for, or what is wrong with the name. */
export type Named = { readonly id: string } | { readonly message: string };

interface Thing {
  readonly id: string;
  readonly name: string;
}

/** How people call a village beside its name in the town's data. */
const VILLAGE_ENDING = /(?:社区)?(?:村民委员会|居民委员会|村委会|居委会|村委|居委|社区|行政村|村)$/;

/**
 * @param keyOf what is left of a name when what people add or leave out is gone
 * @param what as people call such a thing
 */
function lookup(things: readonly Thing[], keyOf: (folded: string) => string, what: string) {
  return (text: string): Named => {
    const given = folded(text);
    const exact = things.filter(({ id, name }) => id === given || folded(name) === given);
    const alike =
      exact.length > 0 ? exact : things.filter(({ name }) => keyOf(folded(name)) === keyOf(given));
    const [only, another] = alike;
    if (another) return { message: `可能是${alike.map(({ name }) => name).join('，也可能是')}，请写全名` };
    if (only) return { id: only.id };
    return { message: `没有这个${what}，请写成：${things.map(({ name }) => name).join('、')}` };
  };
}

/** Finds the town's things by the names that stand in people's lists. */
export function namesOf(town: Town) {
  const prefixes = [folded(town.name), folded(`${town.county}${town.name}`)];
  const withoutTown = (text: string): string => {
    const prefix = prefixes.find((known) => text.startsWith(known) && text.length > known.length);
    return prefix === undefined ? text : text.slice(prefix.length);
  };
  return {
    village: lookup(town.villages, (text) => withoutTown(text).replace(VILLAGE_ENDING, ''), '村'),
    department: lookup(town.departments, withoutTown, '单位'),
    lawyer: lookup(town.lawyers, (text) => text.replace(/律师$/, ''), '律师'),
    form: lookup(town.forms, (text) => text, '形式'),
  };
}

export type Names = ReturnType<typeof namesOf>;
