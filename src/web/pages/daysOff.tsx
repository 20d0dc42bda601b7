import type { Warning } from '../../facts/index.js';
import type { Words } from '../words/index.js';
import { Said } from './said.js';

/** What is planned on days that turned out to be off; nothing when there is none. */
export const DaysOff = ({ t, warnings }: { t: Words; warnings: readonly Warning[] }) =>
  warnings.length === 0 ? null : (
    <section class="notice days-off" aria-labelledby="days-off">
      <h2 id="days-off">{t.today.daysOff(warnings.length)}</h2>
      <p>{t.today.daysOffText}</p>
      <ul>
        {warnings.map(({ message, where }) => (
          <li key={where}>
            <Said t={t} zh={message} />
          </li>
        ))}
      </ul>
    </section>
  );
