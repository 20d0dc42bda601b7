import type { Measure, Period, PeriodFigures } from '../../../ledger/index.js';
import type { Town } from '../../../town/index.js';
import type { Words } from '../../words/index.js';
import { namesIn } from '../namesIn.js';
import { FigureLink } from './figuresTable.js';
import { numberText } from './names.js';

/** What a village is looked at by. */
const SHOWN: readonly Measure[] = ['sessions', 'people', 'lectures', 'lawyerHours'];

interface VillagesProps {
  readonly t: Words;
  readonly town: Town;
  readonly period: Period;
  readonly figures: PeriodFigures;
}

/** How evenly the villages are served: who has under half of the median in words, then all in a table. */
export const Villages = ({ t, town, period, figures }: VillagesProps) => {
  const { villages: words, measures, comma } = t.ledger;
  const sentences = figures.balance
    .filter(({ below }) => below.length > 0)
    .map(({ measure, median, below }) => {
      const names = below.map(({ village, value }) =>
        words.one(namesIn(town, t).village(village), numberText(value)),
      );
      return words.below(measures[measure], numberText(median), names.join(comma));
    });
  const low = new Set(figures.balance.flatMap(({ below }) => below.map(({ village }) => village)));
  return (
    <section aria-labelledby="villages">
      <h2 id="villages">{words.title}</h2>
      {sentences.length === 0 ? (
        <p class="hint">{words.even}</p>
      ) : (
        <ul class="notice low-villages">
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      <div class="scroll" tabindex={0} role="region" aria-labelledby="villages">
        <table class="table figures-table">
          <thead>
            <tr>
              <th scope="col">{words.village}</th>
              {SHOWN.map((measure) => (
                <th key={measure} scope="col">
                  {measures[measure]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {figures.byVillage.map(({ key, figures: part }) => (
              <tr key={key}>
                <th scope="row">
                  {namesIn(town, t).village(key)}
                  {key !== null && low.has(key) && <span class="tag warn">{words.low}</span>}
                </th>
                {SHOWN.map((measure) => (
                  <td key={measure}>
                    <FigureLink
                      t={t}
                      period={period}
                      behind={{ figure: measure, of: `village:${key ?? ''}` }}
                      where={namesIn(town, t).village(key)}
                      figure={part[measure]}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
};
