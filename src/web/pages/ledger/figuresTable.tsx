import {
  MEASURE_NAMES,
  type Figure,
  type Measure,
  type Period,
  type PeriodFigures,
} from '../../../ledger/index.js';
import type { Words } from '../../words/index.js';
import { figuresLink, type Behind } from './address.js';
import { numberText } from './names.js';

interface NumberProps {
  readonly t: Words;
  readonly period: Period;
  readonly behind: Behind;
  readonly where: string;
  readonly figure: Figure;
}

/** A number that leads to its records; `+` after it: some records do not say, so it may be more. */
export const FigureLink = ({ t, period, behind, where, figure }: NumberProps) => {
  const { value, records, unknown } = figure;
  const text = `${numberText(value)}${unknown.length > 0 ? '+' : ''}`;
  if (records.length + unknown.length === 0) return <span class="nothing">{text}</span>;
  return (
    <a
      href={figuresLink(period, behind)}
      aria-label={t.ledger.table.open(t.ledger.measures[behind.figure], where, text)}
    >
      {text}
    </a>
  );
};

const changeText = (change: number, t: Words): string =>
  change === 0 ? t.ledger.table.same : `${change > 0 ? '+' : '−'}${numberText(Math.abs(change))}`;

/** The figures of a period by quarter, each with the way to its records, and against the year before. */
export const FiguresTable = ({ t, figures }: { t: Words; figures: PeriodFigures }) => {
  const { total, byQuarter, lastYear, year, quarter } = figures;
  const { table, measures, quarterShort } = t.ledger;
  const period = { year, quarter };
  const quarters = quarter === null ? byQuarter : [];
  const { figures: before, change } = lastYear;
  const row = (measure: Measure) => (
    <tr key={measure}>
      <th scope="row">{measures[measure]}</th>
      {quarters.map(({ key, figures: part }) => (
        <td key={key}>
          <FigureLink
            t={t}
            period={period}
            behind={{ figure: measure, of: `q${key}` }}
            where={t.ledger.quarter(key)}
            figure={part[measure]}
          />
        </td>
      ))}
      <td class="sum">
        <FigureLink
          t={t}
          period={period}
          behind={{ figure: measure, of: 'all' }}
          where={quarter === null ? t.ledger.wholeYear : t.ledger.quarter(quarter)}
          figure={total[measure]}
        />
      </td>
      {before && change && (
        <>
          <td class="before">{numberText(before[measure].value)}</td>
          <td class="before">{changeText(change[measure], t)}</td>
        </>
      )}
    </tr>
  );
  return (
    <>
      <div class="scroll" tabindex={0} role="region" aria-labelledby="figures">
        <table class={`table figures-table${quarters.length === 0 && !before ? ' single' : ''}`}>
          <thead>
            <tr>
              <th scope="col">{table.figure}</th>
              {quarters.map(({ key }) => (
                <th key={key} scope="col">
                  {quarterShort(key)}
                </th>
              ))}
              <th scope="col">{table.total}</th>
              {before && (
                <>
                  <th scope="col">{table.before(lastYear.year)}</th>
                  <th scope="col">{table.change}</th>
                </>
              )}
            </tr>
          </thead>
          <tbody>{MEASURE_NAMES.map(row)}</tbody>
        </table>
      </div>
      {before === null && <p class="hint">{table.noYearBefore(lastYear.year)}</p>}
    </>
  );
};
