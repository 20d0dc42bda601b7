import {
  MEASURES,
  type Figure,
  type LedgerEntry,
  type Period,
  type PeriodFigures,
} from '../../../ledger/index.js';
import type { Town } from '../../../town/index.js';
import type { Words } from '../../words/index.js';
import { namesIn } from '../namesIn.js';
import { figuresLink, type Behind } from './address.js';
import { activityLink } from '../activityLink.js';
import { numberText } from './names.js';

/** The number that is meant, and where it is counted; null for what the period has not. */
function meant(
  { figure, of }: Behind,
  figures: PeriodFigures,
  town: Town,
  t: Words,
): { readonly where: string; readonly found: Figure } | null {
  if (of === 'all') {
    const { quarter, total } = figures;
    return { where: quarter === null ? t.ledger.wholeYear : t.ledger.quarter(quarter), found: total[figure] };
  }
  const quarter = figures.byQuarter.find(({ key }) => of === `q${key}`);
  if (quarter) return { where: t.ledger.quarter(quarter.key), found: quarter.figures[figure] };
  const village = figures.byVillage.find(({ key }) => of === `village:${key ?? ''}`);
  if (!village) return null;
  return { where: namesIn(town, t).village(village.key), found: village.figures[figure] };
}

const valueText = (value: number | null): string => (value === null ? '—' : numberText(value));

interface BehindProps {
  readonly t: Words;
  readonly town: Town;
  readonly period: Period;
  readonly figures: PeriodFigures;
  readonly entries: readonly LedgerEntry[];
  readonly behind: Behind;
}

/** The records that make a number, each with what it adds; and those that do not say. */
export const BehindPanel = ({ t, town, period, figures, entries, behind }: BehindProps) => {
  const { behind: words, measures } = t.ledger;
  const number = meant(behind, figures, town, t);
  if (!number) return null;
  const { where, found } = number;
  const known = new Map(entries.map((entry) => [entry.id, entry]));
  const measure = MEASURES[behind.figure];
  const table = (ids: readonly string[]) => (
    <table class="table behind-table">
      <thead>
        <tr>
          <th scope="col">{words.date}</th>
          <th scope="col">{words.village}</th>
          <th scope="col">{words.form}</th>
          <th scope="col">{words.activity}</th>
          <th scope="col" class="number">
            {words.value}
          </th>
        </tr>
      </thead>
      <tbody>
        {ids
          .flatMap((id) => known.get(id) ?? [])
          .map((entry) => (
            <tr key={entry.id}>
              <td class="when">{t.dates.day(entry.date)}</td>
              <td>{namesIn(town, t).village(entry.village)}</td>
              <td>{namesIn(town, t).form(entry.form)}</td>
              <td class="what">
                <a href={activityLink(entry.id)} {...(t.lang === 'zh' ? {} : { lang: 'zh-CN' })}>
                  {entry.theme}
                </a>
              </td>
              <td class="number">{valueText(measure.of(entry))}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
  return (
    <section class="behind" aria-labelledby="behind">
      <h2 id="behind">{words.title(measures[behind.figure], where, numberText(found.value))}</h2>
      {found.records.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <>
          <p>{words.from(found.records.length)}</p>
          {table(found.records)}
        </>
      )}
      {found.unknown.length > 0 && (
        <>
          <p class="unknown">{words.unknown(found.unknown.length)}</p>
          {table(found.unknown)}
        </>
      )}
      <p>
        <a href={`${figuresLink(period)}#figures`}>{words.close}</a>
      </p>
    </section>
  );
};
