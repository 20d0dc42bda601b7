import type { Warning } from '../../facts/index.js';

/** What is planned on days that turned out to be off; nothing when there is none. */
export const DaysOff = ({ warnings }: { warnings: readonly Warning[] }) =>
  warnings.length === 0 ? null : (
    <section class="notice days-off" aria-labelledby="days-off">
      <h2 id="days-off">{warnings.length} 项活动落在休息日，请改期</h2>
      <p>放假安排公布或改动以后，这些日子不上班了。</p>
      <ul>
        {warnings.map(({ message, where }) => (
          <li key={where}>{message}</li>
        ))}
      </ul>
    </section>
  );
