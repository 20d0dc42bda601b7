import { Said } from '../said.js';
import { isFiltered } from './filter.js';
import { placeLink } from './links.js';
import { shownKeyDates } from './yearTable.js';
import type { Filter, YearView } from './view.js';

interface Option {
  readonly id: string;
  readonly text: string;
  /** Where `text` is Chinese on an English page. */
  readonly lang?: string;
}

const Choice = (props: {
  name: keyof Filter;
  label: string;
  all: string;
  chosen: string | null;
  options: readonly Option[];
}) => {
  const { name, label, all, chosen, options } = props;
  return (
    <label class="field">
      <span>{label}</span>
      <select name={name}>
        <option value="">{all}</option>
        {options.map(({ id, text, lang }) => (
          <option value={id} selected={id === chosen} {...(lang === undefined ? {} : { lang })}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
};

/** What may be chosen from. */
function optionsOf(view: YearView): Readonly<Record<keyof Filter, readonly Option[]>> {
  const { t, town } = view;
  const marked = t.lang === 'zh' ? {} : { lang: 'zh-CN' };
  const withSomething = new Set(view.activities.flatMap(({ keyDate }) => keyDate ?? []));
  for (const { keyDate } of town.campaigns) withSomething.add(keyDate);
  return {
    village: town.villages.map((one) => ({ id: one.id, text: t.names.village(one) })),
    department: town.departments.map(({ id, name }) => ({ id, text: name, ...marked })),
    campaign: shownKeyDates(view)
      .filter(({ id }) => withSomething.has(id) || id === view.campaign)
      .map(({ id, name }) => ({ id, text: t.names.keyDate(name) })),
  };
}

/** Narrows the calendar to a village, a department, a campaign; each choice can be taken back alone. */
export const FilterBar = ({ view }: { view: YearView }) => {
  const { t } = view;
  const { filter } = t.calendar;
  const options = optionsOf(view);
  const kinds = ['village', 'department', 'campaign'] as const;
  const chosen = kinds.flatMap((kind) => {
    const option = options[kind].find(({ id }) => id === view[kind]);
    return option ? [{ kind, option }] : [];
  });
  return (
    <section class="filter" aria-label={filter.title}>
      <form method="get" action="/">
        <input type="hidden" name="year" value={view.year} />
        {view.mode !== 'year' && <input type="hidden" name="view" value={view.mode} />}
        {view.mode === 'month' && <input type="hidden" name="month" value={view.month} />}
        {kinds.map((kind) => (
          <Choice
            name={kind}
            label={filter[kind]}
            all={filter.all}
            chosen={view[kind]}
            options={options[kind]}
          />
        ))}
        <button class="button" type="submit">
          {filter.apply}
        </button>
      </form>
      {isFiltered(view) && (
        <p class="chosen">
          {filter.chosen}{' '}
          {chosen.map(({ kind, option }) => (
            <a
              class="pill"
              href={placeLink({ ...view, [kind]: null })}
              aria-label={filter.remove(option.text)}
            >
              {option.lang === undefined ? option.text : <Said t={t} zh={option.text} />}
              <span aria-hidden="true"> ×</span>
            </a>
          ))}
          {chosen.length > 1 && (
            <a href={placeLink({ year: view.year, mode: view.mode, month: view.month })}>{filter.clear}</a>
          )}
        </p>
      )}
    </section>
  );
};
