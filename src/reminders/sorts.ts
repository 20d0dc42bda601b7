import { createHash } from 'node:crypto';
import { RESERVED_RULES } from '../town/index.js';

/** What a delivery is, as its rule says: a rule of the town, or something that the program tells by itself. */
export type Sort = 'rule' | (typeof RESERVED_RULES)[number];

export const sortOf = (rule: string): Sort => {
  const dash = rule.indexOf('-');
  const word = dash < 0 ? rule : rule.slice(0, dash);
  return RESERVED_RULES.find((reserved) => reserved === word) ?? 'rule';
};

/** Whether it says when and where an activity is, so that a later change must be told to whoever had it. */
export const tellsOfActivity = (rule: string): boolean =>
  !['missed', 'difficulty', 'deadline'].includes(sortOf(rule));

/** The rule of a digest's line: of what kind the reminder was that did not get through. */
export const missedRuleOf = (rule: string): string => `missed-${rule}`;
export const ruleOfMissed = (rule: string): string => rule.slice('missed-'.length);

/** The rule under which the office is told that a contact has a difficulty. */
export const difficultyRuleOf = (contact: string): string =>
  `difficulty-${createHash('sha256').update(contact).digest('hex').slice(0, 10)}`;
