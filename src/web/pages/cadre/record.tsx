import { MOST_PHOTOS, startDayOf, type ActivityRecord, type Photo } from '../../../facts/index.js';
import { dayText } from '../year/wording.js';
import { Count, FaultLine, Field, PhotoField } from './field.js';
import { dropName, type Sent } from './input.js';
import type { CadreView } from './view.js';

interface PhotosProps {
  readonly photos: readonly Photo[];
  /** The page's own address. */
  readonly path: string;
}

const Thumbnail = ({ photo, path }: { photo: Photo; path: string }) => (
  <img
    src={`${path}/photos/${photo.id}`}
    alt="活动照片"
    width={photo.width}
    height={photo.height}
    loading="lazy"
  />
);

const Photos = ({ photos, path }: PhotosProps) => (
  <ul class="photos" aria-label="照片">
    {photos.map((photo) => (
      <li key={photo.id}>
        <a href={`${path}/photos/${photo.id}`}>
          <Thumbnail photo={photo} path={path} />
        </a>
      </li>
    ))}
  </ul>
);

/** What was counted, in words; what is none is left out, but for the people. */
function countsText({ people, leaflets, consultations, banners, boards, hours }: ActivityRecord): string {
  const counts = [
    [leaflets, '发资料', '份'],
    [consultations, '咨询', '人次'],
    [banners, '横幅标语', '条'],
    [boards, '展板专栏', '块'],
    [hours, '律师服务', '小时'],
  ] as const;
  return [
    `到场 ${people} 人`,
    ...counts.flatMap(([count, words, unit]) =>
      count === null || count === 0 ? [] : [`${words} ${count} ${unit}`],
    ),
  ].join('，');
}

/** What was filed, as one checks it over. */
export const RecordSummary = ({ record, path }: { record: ActivityRecord; path: string }) => (
  <div class="done" role="status">
    <p>台账已收到，谢谢。</p>
    <p class="reason">
      {dayText(record.date)}，{record.place}：{countsText(record)}。
    </p>
    {record.log !== null && <p class="reason">日志：{record.log}</p>}
    {record.summary !== null && <p class="reason">{record.summary}</p>}
    {record.photos.length > 0 && <Photos photos={record.photos} path={path} />}
  </div>
);

interface RecordFormProps {
  readonly view: CadreView;
  /** The page's own address. */
  readonly path: string;
  readonly sent: Sent | undefined;
}

/** What each form is about is asked at once; the rest is out of the way. */
const FIRST: Readonly<Record<string, string>> = { slogans: 'banners', 'bulletin-board': 'boards' };

/** Each number: what is asked, what it is called, what its buttons add. */
const COUNTS = {
  people: { label: '到场人数', short: '到场人数', steps: [1, 10] },
  leaflets: { label: '发了多少份资料（没有不用填）', short: '资料份数', steps: [1, 10] },
  consultations: { label: '咨询人次（没有不用填）', short: '咨询人次', steps: [1] },
  banners: { label: '横幅、标语几条（没有不用填）', short: '横幅条数', steps: [1] },
  boards: { label: '展板、专栏几块（没有不用填）', short: '展板块数', steps: [1] },
  hours: { label: '律师服务了几小时（半小时写 0.5）', short: '律师小时数', steps: [0.5] },
} as const;

/** What one finds in the form at first: the record, or what was planned. */
const knownOf = ({ activity, record, today }: CadreView): Readonly<Record<string, unknown>> => {
  if (record !== null) return { ...record };
  const planned = startDayOf(activity);
  const hour = (instant: string): string | undefined => (activity.allDay ? undefined : instant.slice(11, 16));
  return {
    date: planned <= today ? planned : today,
    start: hour(activity.start),
    end: hour(activity.end),
    place: activity.place,
  };
};

const DropPhotos = ({ photos, path }: PhotosProps) => (
  <fieldset class="drop">
    <legend>已有的照片，要去掉的打勾</legend>
    {photos.map((photo) => (
      <label key={photo.id}>
        <input type="checkbox" name={dropName(photo.id)} value="1" />
        <Thumbnail photo={photo} path={path} />
      </label>
    ))}
  </fieldset>
);

/** The record; what was sent with a mistake stands there again. */
export const RecordForm = ({ view, path, sent }: RecordFormProps) => {
  const { activity, office, record, served } = view;
  const known = knownOf(view);
  const valueOf = (name: string): string => {
    const value = sent === undefined ? known[name] : sent.values[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  const faultOf = (name: string): string | undefined =>
    sent?.faults.find(({ path: at }) => at === name || at.startsWith(`${name}[`))?.message;
  const field = (name: string, label: string) => ({
    name,
    label,
    value: valueOf(name),
    fault: faultOf(name),
  });
  const count = (name: keyof typeof COUNTS) => (
    <Count {...COUNTS[name]} {...field(name, COUNTS[name].label)} required={name === 'people'} />
  );
  const first = FIRST[activity.form];
  const isFaulty = (...names: readonly string[]): boolean =>
    names.some((name) => faultOf(name) !== undefined);
  const moved = isFaulty('date', 'start', 'end', 'place');
  const more = isFaulty('speaker', 'recorder', 'banners', 'boards');
  return (
    <form
      method="post"
      action={`${path}/record`}
      enctype="multipart/form-data"
      data-record={activity.id}
      data-most={MOST_PHOTOS - (record?.photos.length ?? 0)}
    >
      <details open={moved}>
        <summary>
          {record === null
            ? '日期、时间、地点已照安排填好；不一样就点这里改'
            : '日期、时间、地点有错，点这里改'}
        </summary>
        <Field {...field('date', '哪一天办的')} type="date" />
        <div class="pair">
          <Field {...field('start', '几点开始')} type="time" />
          <Field {...field('end', '几点结束')} type="time" />
        </div>
        <Field {...field('place', '在哪里')} />
      </details>
      {count('people')}
      {first === 'banners' && count('banners')}
      {first === 'boards' && count('boards')}
      {count('leaflets')}
      {count('consultations')}
      {served && count('hours')}
      {served && <Field {...field('log', '律师日志：做了什么（不写群众的姓名和电话）')} type="prose" />}
      {record !== null && record.photos.length > 0 && <DropPhotos photos={record.photos} path={path} />}
      <PhotoField
        label={record === null ? `照片（最多 ${MOST_PHOTOS} 张，可以不传）` : '再加照片'}
        fault={faultOf('photos')}
      />
      <Field {...field('summary', '小结：一两句话就行（不写群众的姓名和电话）')} type="prose" />
      <details open={more}>
        <summary>还有要写的（横幅、展板、主讲人、记录人）</summary>
        {first !== 'banners' && count('banners')}
        {first !== 'boards' && count('boards')}
        <Field {...field('speaker', '谁主讲')} />
        <Field {...field('recorder', '记录人')} />
      </details>
      <input type="hidden" name="seen" value={record?.at ?? ''} />
      <FaultLine name="seen" fault={faultOf('seen')} />
      <div class="state" data-state="none" role="status" tabIndex={-1} />
      <button class="button primary big" type="submit">
        交给{office}
      </button>
    </form>
  );
};
