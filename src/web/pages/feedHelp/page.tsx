import { feedLinks } from '../../feeds/links.js';
import { htmlDocument, Masthead, Page } from '../layout.js';
import { CLIENTS, type Client } from './clients.js';

/** A feed that can be chosen. */
export interface Choice {
  /** Below `/feeds/`, without `.ics`. */
  readonly path: string;
  readonly name: string;
}

interface HelpView {
  readonly org: string;
  readonly baseUrl: string;
  readonly choices: readonly Choice[];
  readonly chosen: Choice;
}

/** The page about one feed. */
export const helpLink = (path: string): string => `/feeds/help?feed=${encodeURIComponent(path)}`;

const WORKS: Readonly<Record<Client['works'], string>> = {
  yes: '可以订阅',
  no: '只能导入一次',
  unknown: '没有核实',
};

const Chooser = ({ choices, chosen }: Pick<HelpView, 'choices' | 'chosen'>) => (
  <form class="chooser" method="get" action="/feeds/help">
    <label class="field">
      <span>要哪一个日历？</span>
      <select name="feed">
        {choices.map(({ path, name }) => (
          <option value={path} selected={path === chosen.path}>
            {name}
          </option>
        ))}
      </select>
    </label>
    <button class="button" type="submit">
      选好了
    </button>
  </form>
);

const Address = ({ address, text }: { address: string; text: string }) => (
  <li>
    <p>{text}</p>
    <pre class="message-text address">{address}</pre>
    <button class="button" type="button" data-copy hidden>
      复制网址
    </button>
  </li>
);

const ChosenFeed = ({ chosen, baseUrl }: Pick<HelpView, 'chosen' | 'baseUrl'>) => {
  const { subscribe, copy } = feedLinks(baseUrl, chosen.path);
  return (
    <section class="chosen" aria-labelledby="chosen">
      <h2 id="chosen">{chosen.name}</h2>
      <div class="ways">
        <div>
          <p class="buttons">
            <a class="button primary" href={subscribe}>
              苹果手机订阅
            </a>
            <a class="button" href={`${copy}?download=1`}>
              下载日历文件
            </a>
          </p>
          <ul class="addresses">
            <Address address={copy} text="其他能订阅的日历，复制这个网址：" />
            <Address
              address={`${copy}?alarms=1`}
              text="想让日历自己响铃提醒，改用这个网址（不是每种日历都会响）："
            />
          </ul>
        </div>
        <figure class="qr">
          <img
            src={`/feeds/${chosen.path}/qr.svg`}
            width="200"
            height="200"
            alt={`二维码，手机扫一扫打开“${chosen.name}”的订阅页`}
          />
          <figcaption>手机扫一扫，打开这一页</figcaption>
        </figure>
      </div>
    </section>
  );
};

const ClientRow = ({ name, works, how, refresh }: Client) => (
  <li class="client">
    <h3>
      {name}{' '}
      <span class={works === 'yes' ? 'tag mkt' : works === 'no' ? 'tag warn' : 'tag'}>{WORKS[works]}</span>
    </h3>
    {how.map((sentence) => (
      <p>{sentence}</p>
    ))}
    {refresh !== '' && <p class="refresh">多久更新：{refresh}。</p>}
  </li>
);

/** An address that only the machine itself can open. */
const isLocal = (baseUrl: string): boolean =>
  ['localhost', '127.0.0.1', '[::1]'].includes(new URL(baseUrl).hostname);

/** The help page as a whole document. */
export const helpPage = ({ org, baseUrl, choices, chosen }: HelpView): string =>
  htmlDocument(
    <Page
      title={`怎样订阅 · ${org}普法日历`}
      description={`把${org}普法日历放进手机和电脑的日历`}
      styles={['column', 'feed-help']}
    >
      <Masthead org={`${org}普法日历`} title="怎样订阅" />
      <main id="main" class="narrow">
        <p>
          订阅一次，活动就自己出现在手机的日历里，改了期也会跟着改。不是每种手机都行，先看下面自己的手机是哪一种。
        </p>
        <p class="notice">订阅的日历更新慢，快的几分钟，慢的一天多。临时变动请以司法所的通知为准。</p>
        {isLocal(baseUrl) && (
          <p class="notice error">
            现在的网址只有装程序的这台电脑能打开。手机要用，请管理员设置 HOST 和 BASE_URL。
          </p>
        )}
        <Chooser choices={choices} chosen={chosen} />
        <ChosenFeed chosen={chosen} baseUrl={baseUrl} />
        <section aria-labelledby="clients">
          <h2 id="clients">各种手机和软件</h2>
          <ul class="clients">
            {CLIENTS.map((client) => (
              <ClientRow key={client.name} {...client} />
            ))}
          </ul>
        </section>
        <section aria-labelledby="private">
          <h2 id="private">律师、单位和司法所自己的日历</h2>
          <p>
            这些日历的网址只给本人，请向司法所要。网址就是钥匙，不要转发；丢了请告诉司法所作废，再换一个新的。
          </p>
        </section>
        <p>
          <a href="/">回到日历</a>
        </p>
      </main>
      <script src="/assets/today.js" defer />
    </Page>,
  );
