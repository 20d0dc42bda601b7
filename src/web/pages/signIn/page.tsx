import { endDayOf, startDayOf, type Activity } from '../../../facts/index.js';
import type { Town } from '../../../town/index.js';
import { htmlDocument, Page } from '../layout.js';
import { rangeText, timeText } from '../year/wording.js';

/** Lines of one A4 page. */
const LINES = 20;

const HEADS = ['序号', '姓名', '村组/单位', '电话', '签名'] as const;

/** The sheet of one activity, with nothing but lines in it. */
export const signInSheet = (activity: Activity, town: Town): string => {
  const { start, end, allDay, place, lead, title } = activity;
  const office = town.departments.find(({ id }) => id === (lead ?? town.office))?.name ?? '';
  const [first, last] = [startDayOf(activity), endDayOf(activity)];
  const year = first.slice(0, 4) === last.slice(0, 4) ? `${first.slice(0, 4)}年` : '';
  // Of several days a sheet is printed for each, and its hours are not the first day's.
  const when =
    year +
    rangeText({ start: first, end: last }) +
    (first === last ? ` ${timeText(start, end, allDay)}` : '');
  return htmlDocument(
    <Page title={`签到表 · ${title}`} styles={['column', 'sign-in']}>
      <main id="main" class="sign-in">
        <h1>{town.name}普法活动签到表</h1>
        <p>活动：{title}</p>
        <p>时间：{when}</p>
        <p>
          地点：{place}；主办：{office}
        </p>
        <table>
          <thead>
            <tr>
              {HEADS.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {Array.from({ length: LINES }, (_, index) => (
              <tr key={index}>
                <td>{index + 1}</td>
                <td />
                <td />
                <td />
                <td />
              </tr>
            ))}
          </tbody>
        </table>
        <p class="sign-in-note">姓名和电话只留在纸上，由主办单位保管，不录入系统，只报人数。</p>
      </main>
    </Page>,
  );
};
