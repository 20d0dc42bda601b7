import { plannedDuties, type Calendars } from '../../../town/index.js';
import type { Words } from '../../words/index.js';
import type { Narrowing } from './item.js';

interface FilterProps {
  readonly t: Words;
  readonly calendars: Calendars;
  readonly wanted: Narrowing;
  /** The page's own address, without a query. */
  readonly action: string;
  readonly month: string;
}

/** An address of the same page: its month and what narrows it. */
export function addressOf(path: string, month: string, { village, campaign }: Narrowing): string {
  const query = new URLSearchParams({ month });
  if (village !== null) query.set('village', village);
  if (campaign !== null) query.set('campaign', campaign);
  return `${path}?${query.toString()}`;
}

/** What may be asked for: the town's villages, the key dates it has campaigns for, its duties. */
export function narrowingIn(
  { town }: Calendars,
  { village, campaign }: { readonly village?: unknown; readonly campaign?: unknown },
): Narrowing {
  const subjects = [
    ...town.campaigns.map(({ keyDate }) => keyDate),
    ...plannedDuties(town).map(({ id }) => id),
  ];
  return {
    village: town.villages.find(({ id }) => id === village)?.id ?? null,
    campaign: subjects.find((id) => id === campaign) ?? null,
  };
}

/** Narrows a calendar to a village, to a campaign. */
export const FilterBar = ({ t, calendars, wanted, action, month }: FilterProps) => {
  const { town, keyDates } = calendars;
  const { filter } = t.planning;
  const marked = t.lang === 'zh' ? {} : { lang: 'zh-CN' };
  const campaigns = town.campaigns.flatMap(({ keyDate }) => keyDates.find(({ id }) => id === keyDate) ?? []);
  return (
    <form class="filter-bar" method="get" action={action} aria-label={filter.label}>
      <input type="hidden" name="month" value={month} />
      <label>
        <span>{filter.village}</span>
        <select name="village">
          <option value="">{filter.all}</option>
          {town.villages.map((village) => (
            <option key={village.id} value={village.id} selected={village.id === wanted.village}>
              {t.names.village(village)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{filter.campaign}</span>
        <select name="campaign">
          <option value="">{filter.all}</option>
          {campaigns.map(({ id, name }) => (
            <option key={id} value={id} selected={id === wanted.campaign}>
              {t.names.keyDate(name)}
            </option>
          ))}
          {plannedDuties(town).map(({ id, name }) => (
            <option key={id} value={id} selected={id === wanted.campaign} {...marked}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <button class="button" type="submit">
        {filter.show}
      </button>
      {(wanted.village !== null || wanted.campaign !== null) && (
        <a href={addressOf(action, month, { village: null, campaign: null })}>{filter.clear}</a>
      )}
    </form>
  );
};
