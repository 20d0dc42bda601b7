import { feedLinks } from '../../feeds/links.js';
import { Said } from '../said.js';
import { PhoneLinks } from '../feedHelp/phones.js';
import type { YearView } from './view.js';

interface FeedProps {
  readonly view: YearView;
  readonly path: string;
  readonly name: string;
  /** Whether the name is the data's, which have no English. */
  readonly untranslated?: boolean;
}

const Feed = ({ view, path, name, untranslated = false }: FeedProps) => {
  const { subscribe, copy } = feedLinks(view.baseUrl, path);
  return (
    <li>
      <span class="feed-name">{untranslated ? <Said t={view.t} zh={name} /> : name}</span>
      <a class="button" href={subscribe} aria-label={view.t.subscribe.oneOf(name)}>
        {view.t.subscribe.one}
      </a>
      <a class="feed-url" href={copy}>
        {/* A long address breaks before its path, not in the middle of a name. */}
        {copy.slice(0, copy.lastIndexOf('/feeds/'))}
        <wbr />
        {copy.slice(copy.lastIndexOf('/feeds/'))}
      </a>
    </li>
  );
};

/** How to have the dates in one's own calendar: the phone first, then the addresses for those who know. */
export const Subscribe = ({ view }: { view: YearView }) => {
  const { t, town } = view;
  const path = view.village === null ? 'town' : `villages/${view.village}`;
  return (
    <section class="subscribe" aria-labelledby="subscribe">
      <h2 id="subscribe">{t.subscribe.section}</h2>
      <p>{t.subscribe.sectionLead}</p>
      <PhoneLinks t={t} path={path} />
      <details>
        <summary>
          <h3>{t.subscribe.allFeeds}</h3>
        </summary>
        <p class="hint">{t.subscribe.allFeedsHint}</p>
        <ul class="feeds main-feeds">
          <Feed view={view} path="key-dates" name={t.subscribe.keyDates} />
          <Feed view={view} path="town" name={t.subscribe.townFeed(t.names.town(town))} />
        </ul>
        <h4>{t.subscribe.villages}</h4>
        <ul class="feeds">
          {town.villages.map((village) => (
            <Feed view={view} path={`villages/${village.id}`} name={t.names.village(village)} />
          ))}
        </ul>
        <h4>{t.subscribe.departments}</h4>
        <ul class="feeds">
          {town.departments.map(({ id, name }) => (
            <Feed view={view} path={`departments/${id}`} name={name} untranslated />
          ))}
        </ul>
      </details>
    </section>
  );
};
