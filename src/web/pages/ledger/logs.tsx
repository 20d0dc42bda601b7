import type { LawyerMonth, Period } from '../../../ledger/index.js';
import type { Town } from '../../../town/index.js';
import type { Words } from '../../words/index.js';
import { namesIn } from '../namesIn.js';
import { logsLink } from './address.js';
import { activityLink } from '../activityLink.js';
import { numberText } from './names.js';

const pad = (month: number): string => String(month).padStart(2, '0');

/** The lawyers' logs of a month: the sheet to go through before they are checked. */
export const Logs = ({
  t,
  town,
  period,
  logs,
}: {
  t: Words;
  town: Town;
  period: Period;
  logs: LawyerMonth;
}) => {
  const { logs: words } = t.ledger;
  const month = Number(logs.month.slice(5));
  const marked = t.lang === 'zh' ? {} : { lang: 'zh-CN' };
  return (
    <section aria-labelledby="logs">
      <h2 id="logs">{words.title(t.dates.yearAndMonth(period.year, month))}</h2>
      <p class="months">
        {month > 1 && <a href={logsLink(period, `${period.year}-${pad(month - 1)}`)}>{words.prev}</a>}
        {logs.due !== null && <span>{words.due(t.dates.day(logs.due))}</span>}
        {month < 12 && <a href={logsLink(period, `${period.year}-${pad(month + 1)}`)}>{words.next}</a>}
      </p>
      {logs.duty === null ? (
        <p>{words.noDuty}</p>
      ) : (
        <table class="table logs-table">
          <thead>
            <tr>
              <th scope="col">{words.village}</th>
              <th scope="col">{words.lawyer}</th>
              <th scope="col" class="number">
                {words.hours}
              </th>
              <th scope="col">{words.gaps}</th>
            </tr>
          </thead>
          <tbody>
            {logs.rows.map(({ village, lawyer, hours, wanted, gaps }) => (
              <tr key={village}>
                <th scope="row">{namesIn(town, t).village(village)}</th>
                <td {...marked}>{town.lawyers.find(({ id }) => id === lawyer)?.name ?? '—'}</td>
                <td class="number">{words.of(numberText(hours), numberText(wanted))}</td>
                <td>
                  {gaps.length === 0 ? (
                    <span class="whole">✓ {words.whole}</span>
                  ) : (
                    <ul {...marked}>
                      {gaps.map(({ activity, message }) => (
                        <li key={message}>
                          {activity === null ? message : <a href={activityLink(activity)}>{message}</a>}
                        </li>
                      ))}
                    </ul>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
};
