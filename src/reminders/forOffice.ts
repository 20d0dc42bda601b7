import { addDays } from '../calendar/index.js';
import type { Delivery } from '../facts/index.js';
import { dayIn } from '../town/index.js';
import { dueFor, MISSED_DAYS, type Derived } from './dues.js';
import type { Look } from './look.js';
import { endOf } from './notices.js';
import { officeAddresses } from './recipients.js';
import { difficultyRuleOf, missedRuleOf, sortOf } from './sorts.js';

/** Whether somebody who should have been told was not, and nobody will try again. */
export const gotLost = ({ state, halted, rule }: Delivery): boolean =>
  ['rule', 'change', 'cancellation'].includes(sortOf(rule)) &&
  (state === 'missed' || (state === 'failed' && halted !== 'withdrawn'));

/** What did not get through, as the office is told of it: one line an activity and rule, all lines in one digest. */
export function digests(look: Look): Derived[] {
  const from = addDays(dayIn(look.at, look.town.zone), -MISSED_DAYS);
  const office = officeAddresses(look.contacts);
  const derived = new Map<string, Derived>();
  for (const delivery of look.deliveries.values()) {
    if (delivery.dueAt < from || !gotLost(delivery)) continue;
    const activity = { id: delivery.activity, town: delivery.town, start: delivery.start };
    for (const address of office) {
      const due = dueFor(activity, missedRuleOf(delivery.rule), address, delivery.dueAt);
      derived.set(due.id, { due, standing: 'due' });
    }
  }
  return [...derived.values()];
}

/** Who answered “有困难”: the office is told why, as long as something can be done. */
export const difficulties = (look: Look): Derived[] =>
  [...look.activities.values()].flatMap((activity) =>
    activity.status === 'cancelled' || endOf(activity.end, look.town.zone) <= look.at
      ? []
      : look
          .answersTo(activity)
          .filter(({ answer }) => answer === 'difficulty')
          .flatMap(({ contact, at }) =>
            officeAddresses(look.contacts).map((address): Derived => ({
              due: dueFor(activity, difficultyRuleOf(contact), address, at),
              standing: 'due',
            })),
          ),
  );
