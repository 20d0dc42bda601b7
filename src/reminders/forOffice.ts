import { addDays } from '../calendar/index.js';
import type { Delivery } from '../facts/index.js';
import { dayIn } from '../town/index.js';
import { dueFor, MISSED_DAYS, type Derived, type Due } from './dues.js';
import { isOver, type Look } from './look.js';
import { officeAddresses } from './recipients.js';
import { difficultyRuleOf, missedRuleOf, sortOf } from './sorts.js';

/** Whether somebody who should have been told was not, and nobody will try again. */
export const gotLost = ({ state, halted, rule }: Delivery): boolean =>
  ['rule', 'change', 'cancellation'].includes(sortOf(rule)) &&
  (state === 'missed' || (state === 'failed' && halted !== 'withdrawn'));

/** What is noted as missed in this very minute: nobody has sent it, and it is too late. */
const missedNow = (look: Look, derived: readonly Derived[]): Due[] =>
  derived
    .filter(({ due, standing }) => {
      const state = look.deliveries.get(due.id)?.state;
      return standing === 'missed' && (state === undefined || state === 'claimed');
    })
    .map(({ due }) => due);

/**
 * What did not get through, as the office is told of it: one line an activity and rule, all lines in one digest.
 *
 * @param derived what the minute has beside
 */
export function digests(look: Look, derived: readonly Derived[]): Derived[] {
  const from = addDays(dayIn(look.at, look.town.zone), -MISSED_DAYS);
  const office = officeAddresses(look.contacts);
  const lost = [...look.deliveries.values()].filter((item) => item.dueAt >= from && gotLost(item));
  const lines = new Map<string, Derived>();
  for (const { activity, town, start, rule, dueAt } of [...lost, ...missedNow(look, derived)])
    for (const address of office) {
      const due = dueFor({ id: activity, town, start }, missedRuleOf(rule), address, dueAt);
      lines.set(due.id, { due, standing: 'due' });
    }
  return [...lines.values()];
}

/** Who answered “有困难”: the office is told why, as long as something can be done. */
export const difficulties = (look: Look): Derived[] =>
  [...look.activities.values()].flatMap((activity) => {
    const reported = look.answersTo(activity).filter(({ answer }) => answer === 'difficulty');
    if (reported.length === 0 || activity.status === 'cancelled') return [];
    if (isOver(activity.end, look)) return [];
    return reported.flatMap(({ contact, at }) =>
      officeAddresses(look.contacts).map((address): Derived => ({
        due: dueFor(activity, difficultyRuleOf(contact), address, at),
        standing: 'due',
      })),
    );
  });
