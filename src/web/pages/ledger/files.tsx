import { quarterOf, type Period } from '../../../ledger/index.js';
import { yearOf, type Day } from '../../../calendar/index.js';
import type { Words } from '../../words/index.js';

/** The quarter whose hearing is next to be prepared: of this year the present one. */
function hearingQuarter({ year, quarter }: Period, today: Day): number {
  if (quarter !== null) return quarter;
  if (year === yearOf(today)) return quarterOf(today);
  return year < yearOf(today) ? 4 : 1;
}

/** The documents of the period, to take away. */
export const Files = ({ t, period, today }: { t: Words; period: Period; today: Day }) => {
  const { files, quarter: nameOf } = t.ledger;
  const { year, quarter } = period;
  const hearing = hearingQuarter(period, today);
  const links = [
    {
      href: `/api/v1/ledger/${year}.xlsx${quarter === null ? '' : `?quarter=${quarter}`}`,
      text: files.ledger(quarter === null ? t.dates.year(year) : nameOf(quarter)),
    },
    { href: `/api/v1/report/${year}.docx`, text: files.report },
    { href: `/api/v1/report/${year}.docx?quarter=${hearing}`, text: files.hearing(nameOf(hearing)) },
    { href: `/api/v1/plan/${year}.xlsx`, text: files.plan },
  ];
  return (
    <section class="files" aria-labelledby="files">
      <h2 id="files" class="hidden">
        {files.title}
      </h2>
      <ul>
        {links.map(({ href, text }) => (
          <li key={href}>
            <a class="button" href={href} download>
              {text}
            </a>
          </li>
        ))}
      </ul>
      <p class="hint">{files.hint}</p>
    </section>
  );
};
