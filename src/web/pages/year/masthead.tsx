import { FIRST_YEAR, LAST_YEAR } from '../../../calendar/index.js';
import { Masthead } from '../layout.js';
import { yearLink } from './links.js';
import type { YearView } from './view.js';

const YearStep = ({ view, to, children }: { view: YearView; to: number; children: string }) =>
  to < FIRST_YEAR || to > LAST_YEAR ? null : (
    <a class="year-step" href={yearLink(to, view.village)}>
      {children}
    </a>
  );

/** Whose calendar this is, of which year, and the way to the years beside it. */
export const YearMasthead = ({ view }: { view: YearView }) => {
  const { town, year } = view;
  const office = town.departments.find(({ id }) => id === town.office)?.name ?? '';
  return (
    <Masthead org={`${town.county}${town.name}${office}`} title={`${town.name}普法日历`}>
      <nav class="years" aria-label="年份">
        <YearStep view={view} to={year - 1}>{`‹ ${year - 1}年`}</YearStep>
        <strong aria-current="page">{`${year}年`}</strong>
        <YearStep view={view} to={year + 1}>{`${year + 1}年 ›`}</YearStep>
      </nav>
    </Masthead>
  );
};
