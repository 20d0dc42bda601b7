import { plannedDuties, type Calendars, type Town } from '../../../town/index.js';
import type { Words } from '../../words/index.js';
import { htmlDocument } from '../layout.js';
import { Said } from '../said.js';
import { StaffPage, type Staff } from '../staffNav/index.js';
import type { LedgerGap, LedgerItem, LedgerView } from './ledger.js';
import { CELL_STATES } from './matrix.js';
import { namesIn } from '../namesIn.js';
import { campaignName, ledgerLink, StateMark, type Wanted } from './names.js';
import { activityLink } from '../activityLink.js';
import { YearSwitch } from './page.js';

interface LedgerProps {
  readonly staff: Staff;
  readonly calendars: Calendars;
  readonly whole: boolean;
  readonly view: LedgerView;
}

/** So many are shown at once where nothing narrows the list. */
const OPEN_UP_TO = 40;

const Filter = ({ t, calendars, wanted }: { t: Words; calendars: Calendars; wanted: Required<Wanted> }) => {
  const { town, keyDates } = calendars;
  const { list, states } = t.board;
  const marked = t.lang === 'zh' ? {} : { lang: 'zh-CN' };
  const { year, village, campaign, state, month } = wanted;
  return (
    <form class="ledger-filter" method="get" action="/board/ledger" aria-label={list.filter}>
      <input type="hidden" name="year" value={year} />
      <label class="field">
        <span>{list.village}</span>
        <select name="village">
          <option value="">{list.all}</option>
          {town.villages.map((one) => (
            <option key={one.id} value={one.id} selected={one.id === village}>
              {t.names.village(one)}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        <span>{list.campaign}</span>
        <select name="campaign">
          <option value="">{list.all}</option>
          {town.campaigns
            .flatMap(({ keyDate }) => keyDates.find(({ id }) => id === keyDate) ?? [])
            .map(({ id, name }) => (
              <option key={id} value={id} selected={id === campaign}>
                {t.names.keyDate(name)}
              </option>
            ))}
          {plannedDuties(town).map(({ id, name }) => (
            <option key={id} value={id} selected={id === campaign} {...marked}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        <span>{list.state}</span>
        <select name="state">
          <option value="">{list.all}</option>
          {CELL_STATES.map((one) => (
            <option key={one} value={one} selected={one === state}>
              {states[one]}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        <span>{list.month}</span>
        <select name="month">
          <option value="">{list.all}</option>
          {Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`).map(
            (one) => (
              <option key={one} value={one} selected={one === month}>
                {t.dates.month(Number(one.slice(5)))}
              </option>
            ),
          )}
        </select>
      </label>
      <button class="button" type="submit">
        {list.show}
      </button>
      {(village ?? campaign ?? state ?? month) !== null && <a href={ledgerLink({ year })}>{list.clear}</a>}
    </form>
  );
};

const GapItem = ({ t, town, gap }: { t: Words; town: Town; gap: LedgerGap }) => {
  const { village, column, forms } = gap;
  const names = namesIn(town, t);
  return (
    <li>
      <span class="when">{t.dates.range(column.occurrence)}</span>
      <span class="what">
        <b>{t.names.village(village)}</b> {campaignName(t, column.occurrence)}{' '}
        {column.over ? t.board.list.lackingOver : t.board.list.lackingAhead}
        <small>
          {forms.map(({ form, times }) => (
            <span key={form}>
              {names.form(form)}
              {times > 1 && ` ×${times}`}
            </span>
          ))}
        </small>
      </span>
    </li>
  );
};

const Item = ({ t, town, item: { activity, entry } }: { t: Words; town: Town; item: LedgerItem }) => {
  const names = namesIn(town, t);
  const lead = names.lead(activity);
  const lawyer = names.lawyer(activity);
  return (
    <li>
      <span class="when">{t.dates.day((entry?.date ?? activity.start).slice(0, 10))}</span>
      <span class="what">
        <a href={activityLink(activity.id)}>
          <Said t={t} zh={activity.title} />
        </a>
        <small>
          {[entry?.place ?? activity.place, lead, lawyer]
            .filter((text) => text !== null)
            .map((text) => (
              <span key={text}>
                <Said t={t} zh={text} />
              </span>
            ))}
          {entry !== null && <span>{t.board.list.people(entry.people)}</span>}
        </small>
      </span>
    </li>
  );
};

const Files = ({ t, year }: { t: Words; year: number }) => {
  const { list } = t.board;
  return (
    <ul class="ledger-files" aria-label={list.files}>
      <li>
        <a href={`/api/v1/ledger/${year}.xlsx`}>{list.ledgerFile}</a>
      </li>
      <li>
        <a href={`/api/v1/plan/${year}.xlsx`}>{list.planFile}</a>
      </li>
      <li>
        <a href={`/api/v1/report/${year}.docx`}>{list.reportFile}</a>
      </li>
    </ul>
  );
};

/** What is arranged, held and recorded in a year, and what is not; narrowed to the number one came from. */
export const ledgerPage = ({ staff, calendars, whole, view }: LedgerProps): string => {
  const { t } = staff;
  const { town } = calendars;
  const { list } = t.board;
  const { wanted, gaps, items, outOfSight } = view;
  const narrowed = wanted.village !== null || wanted.campaign !== null || wanted.month !== null;
  const sections = CELL_STATES.map((state) => ({
    state,
    count:
      state === 'missing'
        ? gaps.flatMap(({ forms }) => forms).reduce((sum, { times }) => sum + times, 0)
        : items[state].length,
    rows:
      state === 'missing'
        ? gaps.map((gap) => (
            <GapItem key={`${gap.village.id} ${gap.column.occurrence.id}`} t={t} town={town} gap={gap} />
          ))
        : items[state].map((item) => <Item key={item.activity.id} t={t} town={town} item={item} />),
  })).filter(({ count }) => count > 0);
  return htmlDocument(
    <StaffPage
      staff={staff}
      town={town}
      current="ledger"
      title={list.title}
      styles={['board', 'board-calls', 'board-list', 'board-narrow', 'board-tables', 'board-print']}
    >
      <main id="main" class="board">
        <YearSwitch
          t={t}
          year={wanted.year}
          hrefOf={(year) => ledgerLink({ ...wanted, year, month: null })}
        />
        <Filter t={t} calendars={calendars} wanted={wanted} />
        {whole && <Files t={t} year={wanted.year} />}
        {sections.length === 0 && <p class="notice">{list.empty}</p>}
        {sections.map(({ state, count, rows }) => (
          <details
            key={state}
            class="ledger-part"
            open={narrowed || wanted.state === state || state === 'late' || count <= OPEN_UP_TO}
          >
            <summary>
              <h2 id={state}>
                <StateMark t={t} state={state} count={count} />
              </h2>
            </summary>
            <ul class="ledger-list">{rows}</ul>
          </details>
        ))}
        {outOfSight > 0 && <p class="hint">{list.outOfSight(outOfSight)}</p>}
        <p>
          <a href={`/board?year=${wanted.year}`}>{list.back}</a>
        </p>
      </main>
    </StaffPage>,
  );
};
