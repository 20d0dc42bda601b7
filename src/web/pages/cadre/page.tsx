import type { ComponentChildren } from 'preact';
import { htmlDocument, Page } from '../layout.js';
import { phoneLink } from '../phoneLink.js';
import { Answer } from './answer.js';
import type { Sent } from './input.js';
import { RecordForm, RecordSummary } from './record.js';
import type { CadreView } from './view.js';

export interface CadrePageProps {
  readonly view: CadreView;
  /** The page's own address, without a slash at the end. */
  readonly path: string;
  readonly sent?: Sent | undefined;
}

const Fact = ({ name, children }: { name: string; children: ComponentChildren }) => (
  <div class="fact">
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

/** Once it has begun, only what the record starts from. */
const Facts = ({ view }: { view: CadreView }) => {
  const { activity, day, hours, lunar, away, form, expected, lead, partners, lawyer, begun } = view;
  const cancelled = activity.status === 'cancelled';
  return (
    <dl class="facts">
      <Fact name={cancelled ? '原定时间' : '时间'}>
        <b class="fact-main">{day}</b>
        <b class="fact-main">{hours}</b>
        <span class="fact-more">
          {lunar}
          {away !== null && !cancelled && <span class="away">{away}</span>}
        </span>
      </Fact>
      <Fact name={cancelled ? '原定地点' : '地点'}>
        <b class="fact-main">{activity.place}</b>
      </Fact>
      {!begun && (
        <>
          <Fact name="做什么">{form}</Fact>
          {lead !== null && <Fact name="谁牵头">{lead}</Fact>}
          {partners.length > 0 && <Fact name="谁配合">{partners.join('、')}</Fact>}
          {lawyer !== null && <Fact name="律师">{lawyer}</Fact>}
        </>
      )}
      {!cancelled && !begun && <Fact name="请您做">{expected}</Fact>}
    </dl>
  );
};

const changedText = ({ when, place }: NonNullable<CadreView['changed']>): string =>
  [
    ...(when === null ? [] : [`原定${when}`]),
    ...(place === null ? [] : [`原定地点${place}`]),
    '请按下面的新安排来。',
  ].join('，');

interface BannerProps {
  readonly view: CadreView;
  readonly refused: boolean;
}

/** What must not be missed, above everything else. */
const Banner = ({ view: { activity, changed, away, record, office }, refused }: BannerProps) => {
  if (refused)
    return (
      <div class="banner stop" role="alert">
        <p class="banner-word">没有保存</p>
        <p>请把下面红字的地方改一下，再交一次。</p>
      </div>
    );
  if (activity.status === 'cancelled')
    return (
      <div class="banner stop">
        <p class="banner-word">已取消</p>
        <p>这项活动不办了，请转告参加的人。</p>
      </div>
    );
  if (changed !== null && away !== null)
    return (
      <div class="banner change">
        <p class="banner-word">有变动</p>
        <p>{changedText(changed)}</p>
      </div>
    );
  if (away === null && record === null)
    return (
      <div class="banner change" data-until-filed>
        <p class="banner-word">还没有记录</p>
        <p>活动已经过了，请在下面填一下台账，{office}要用。</p>
      </div>
    );
  return null;
};

const SignIn = ({ path }: { path: string }) => (
  <p>
    <a class="tall" href={`${path}/sign-in`}>
      打印空白签到表
    </a>
  </p>
);

const Calendar = ({ path }: { path: string }) => (
  <section aria-label="手机日历">
    <a class="button big" href={`${path}/huodong.ics`}>
      加到手机日历
    </a>
    <p class="hint">微信里点了没反应时，点右上角“…”，选“在浏览器打开”，再点一次。</p>
  </section>
);

/** What happened: filed once it has begun; before, out of the way, for those who are early. */
const Record = ({ view, path, sent }: CadrePageProps) => {
  const { record, begun } = view;
  const form = <RecordForm view={view} path={path} sent={sent?.form === 'record' ? sent : undefined} />;
  if (record === null && begun)
    return (
      <section aria-labelledby="record">
        <h2 id="record">活动台账</h2>
        {form}
      </section>
    );
  return (
    <section aria-label="活动台账">
      {record !== null && <RecordSummary record={record} path={path} />}
      <details open={sent?.form === 'record'}>
        <summary>{record === null ? '已经提前办了？填台账' : '有写错的，改一下'}</summary>
        {form}
      </details>
    </section>
  );
};

/** A title; the village in brackets at its end is not torn apart. */
const Title = ({ text }: { text: string }) => {
  const [, head = text, village] = /^(.+)(（[^（）]{1,10}）)$/.exec(text) ?? [];
  return (
    <h1>
      {head}
      {village !== undefined && <span class="whole">{village}</span>}
    </h1>
  );
};

/** The page of one contact and one activity. */
export const cadrePage = (props: CadrePageProps): string => {
  const { view } = props;
  const { office, reader, phone, activity, begun } = view;
  const cancelled = activity.status === 'cancelled';
  const scripts = [
    ...(cancelled || !begun ? ['islands/answer'] : []),
    ...(cancelled ? [] : ['islands/record']),
  ];
  return htmlDocument(
    <Page title={`${activity.title} · ${office}`} styles={['cadre', 'cadre-form']} scripts={scripts}>
      <header class="cadre-head">
        <p>{office}</p>
        <Title text={activity.title} />
      </header>
      <main id="main" class="cadre">
        <Banner view={view} refused={props.sent !== undefined} />
        <Facts view={view} />
        {(cancelled || !begun) && <Answer {...props} />}
        {!cancelled && !begun && <Calendar path={props.path} />}
        {!cancelled && !begun && !view.light && <SignIn path={props.path} />}
        {!cancelled && <Record {...props} />}
        {phone !== null && (
          <p>
            <a class="button big" href={phoneLink(phone)}>
              打电话给{office}
            </a>
          </p>
        )}
        <p class="hint">这个页面是发给{reader}的，请不要转到别的群。</p>
      </main>
    </Page>,
  );
};
