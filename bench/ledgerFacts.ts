import { occurrencesOf } from '../src/calendar/index.js';
import type { Activity } from '../src/facts/index.js';
import { entriesOf, registerOf, type ReportFacts } from '../src/ledger/index.js';
import { loadCalendars } from '../src/town/index.js';
import { activity } from '../test/support/gangmen.js';
import { record } from '../test/support/records.js';

const MONTHS = 12;
const DAYS = 28;

/** An activity of a day that follows from its number, in each village and form in turn. */
function activityOf(index: number, villages: readonly string[], forms: readonly string[]): Activity {
  const month = String((index % MONTHS) + 1).padStart(2, '0');
  const day = String((index % DAYS) + 1).padStart(2, '0');
  return activity({
    id: `2026-bench-${index}`,
    village: villages[index % villages.length] ?? null,
    form: forms[index % forms.length] ?? '',
    start: `2026-${month}-${day}T09:00:00+08:00`,
    end: `2026-${month}-${day}T11:00:00+08:00`,
    status: 'done',
  });
}

/** A year with so many records. */
export function ledgerFactsOf(records: number): ReportFacts {
  const { town, keyDates } = loadCalendars('calendars', 'gangmen');
  const villages = town.villages.map(({ id }) => id);
  const forms = town.forms.map(({ id }) => id);
  const activities = Array.from({ length: records }, (_, index) => activityOf(index, villages, forms));
  const filed = activities.map(({ id, start, village, form }, index) =>
    record({
      id,
      date: start.slice(0, 10),
      village,
      form,
      people: index % 90,
      leaflets: index % 200,
      summary: '以案释法，讲解与群众生产生活有关的法律规定，现场解答邻里纠纷方面的问题。',
    }),
  );
  return {
    town,
    occurrences: occurrencesOf(keyDates, 2026),
    activities,
    entries: entriesOf(town, activities, filed),
    register: registerOf(town, []),
    today: '2027-01-03',
  };
}
