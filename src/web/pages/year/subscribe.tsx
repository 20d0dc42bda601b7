import { feedLinks } from '../../feeds/links.js';
import { helpLink } from '../feedHelp/page.js';
import type { YearView } from './view.js';

const Feed = ({ view, path, name }: { view: YearView; path: string; name: string }) => {
  const { subscribe, copy } = feedLinks(view.baseUrl, path);
  return (
    <li>
      <span class="feed-name">{name}</span>
      <a class="button" href={subscribe} aria-label={`订阅${name}`}>
        订阅
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

/** How to have the dates in one's own calendar. */
export const Subscribe = ({ view }: { view: YearView }) => (
  <section class="subscribe" aria-labelledby="subscribe">
    <h2 id="subscribe">订阅到手机日历</h2>
    <p>
      苹果手机：用 Safari
      浏览器打开本页，点“订阅”即可。其他手机：长按链接复制，在支持网址订阅的日历软件里添加（部分手机自带的日历不支持）。
      订阅的日历更新较慢，临时变动以司法所通知为准。
      <a href={helpLink('town')}>各种手机怎样订阅、二维码和日历文件下载</a>
    </p>
    <ul class="feeds main-feeds">
      <Feed view={view} path="key-dates" name="重要时间节点" />
      <Feed view={view} path="town" name={`${view.town.name}全部活动`} />
    </ul>
    <h3>各村</h3>
    <ul class="feeds">
      {view.town.villages.map(({ id, name }) => (
        <Feed view={view} path={`villages/${id}`} name={name} />
      ))}
    </ul>
    {/* For the units' own staff; villagers need not scroll past them. */}
    <details>
      <summary>
        <h3>成员单位</h3>
      </summary>
      <ul class="feeds">
        {view.town.departments.map(({ id, name }) => (
          <Feed view={view} path={`departments/${id}`} name={name} />
        ))}
      </ul>
    </details>
  </section>
);
