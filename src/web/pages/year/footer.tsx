import { Said } from '../said.js';
import type { YearView } from './view.js';

/** Where the dates come from and how far they bind. */
export const Footer = ({ view: { t, town } }: { view: Pick<YearView, 't' | 'town'> }) => {
  const office = town.departments.find(({ id }) => id === town.office)?.name ?? '司法所';
  return (
    <footer class="foot">
      <p class="foot-lead">{t.calendar.foot.lead(office)}</p>
      <p>
        {t.calendar.foot.sources}
        {town.market && (
          <>
            {t.calendar.foot.market}
            <Said t={t} zh={`${town.market.source}。`} />
          </>
        )}
      </p>
      <p>{t.calendar.foot.words}</p>
      <p>
        <Said t={t} zh={`${town.county}${town.name}${office}`} />
      </p>
    </footer>
  );
};
