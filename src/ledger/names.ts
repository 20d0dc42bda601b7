import type { Occurrence } from '../calendar/index.js';
import type { Town } from '../town/index.js';

/** What a person calls what an id stands for; an id that is gone from the town's data stays itself. */
export interface Names {
  /** Null is the whole town. */
  readonly village: (id: string | null) => string;
  readonly department: (id: string) => string;
  readonly form: (id: string) => string;
  readonly keyDate: (id: string) => string;
  readonly duty: (id: string) => string;
  readonly lawyer: (id: string) => string;
}

const WHOLE_TOWN = '全镇';

/** `3·15国际消费者权益日` where the short name is a date, else the full name, which says it already. */
const keyDateName = ({ short, name }: Pick<Occurrence, 'short' | 'name'>): string =>
  /^\d/.test(short) ? `${short}${name.zh}` : name.zh;

export function namesOf(town: Town, occurrences: readonly Occurrence[]): Names {
  const named =
    (list: readonly { readonly id: string; readonly name: string }[]) =>
    (id: string): string =>
      list.find((item) => item.id === id)?.name ?? id;
  const village = named(town.villages);
  const days = new Map(occurrences.map((one) => [one.id, keyDateName(one)]));
  return {
    village: (id) => (id === null ? WHOLE_TOWN : village(id)),
    department: named(town.departments),
    form: named(town.forms),
    keyDate: (id) => days.get(id) ?? id,
    duty: named(town.duties),
    lawyer: named(town.lawyers),
  };
}
