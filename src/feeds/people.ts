import type { Activity, Contact } from '../facts/index.js';
import type { Town } from '../town/index.js';

/** Who has to do with an activity, a line each: names and telephone numbers, for the office's own feed only. */
export type PeopleOf = (activity: Activity) => readonly string[];

/** @param contacts all of the town's, in any order */
export function peopleOf(town: Pick<Town, 'lawyers'>, contacts: readonly Contact[]): PeopleOf {
  const sorted = [...contacts].sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
  const lawyers = new Map(town.lawyers.map(({ id, name }) => [id, name]));
  const written = ({ name, phone }: Contact): string => (phone === null ? name : `${name} ${phone}`);
  const line = (what: string, people: readonly Contact[]): string[] =>
    people.length === 0 ? [] : [`${what}：${people.map(written).join('、')}`];
  return ({ village, lawyer, lead, partners }) => {
    const lawyerContacts = sorted.filter((one) => lawyer !== null && one.lawyer === lawyer);
    const departments = [...(lead === null ? [] : [lead]), ...partners];
    return [
      ...line(
        '村联系人',
        sorted.filter((one) => village !== null && one.village === village),
      ),
      ...(lawyer === null || lawyerContacts.length > 0 ? [] : [`律师：${lawyers.get(lawyer) ?? lawyer}`]),
      ...line('律师', lawyerContacts),
      ...line(
        '单位联系人',
        sorted.filter(({ department }) => department !== null && departments.includes(department)),
      ),
    ];
  };
}
