import type { Words } from '../../words/index.js';
import { Said } from '../said.js';
import { activityLink } from '../activityLink.js';
import { noticeLink } from '../noticeLink.js';
import type { BrokenRule, Standing } from './warnings.js';

interface WarningsProps {
  readonly t: Words;
  readonly standing: Standing;
}

/** How many warnings there are that want somebody to act. */
export const countOf = ({ daysOff, broken, unplaced }: Standing): number =>
  daysOff.length + broken.length + unplaced.length;

const Broken = ({
  t,
  title,
  rules,
}: Pick<WarningsProps, 't'> & { title: string; rules: readonly BrokenRule[] }) =>
  rules.length === 0 ? null : (
    <div class="warning-list">
      <h3>
        {title} <b>{rules.length}</b>
      </h3>
      <ul class="bullets">
        {rules.map(({ message, activities }) => (
          <li key={message}>
            <Said t={t} zh={message} />
            <ul>
              {activities.map((activity) => (
                <li key={activity.id}>
                  <a href={activityLink(activity.id)}>
                    <Said t={t} zh={activity.title} />
                  </a>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </div>
  );

/** What the planner warns of for what stands now. */
export const WarningsPanel = ({ t, standing }: WarningsProps) => {
  const { warnings } = t.board;
  const { daysOff, broken, unplaced, plan, awaited } = standing;
  return (
    <section aria-labelledby="warnings">
      <h2 id="warnings">{warnings.title}</h2>
      {countOf(standing) === 0 && <p class="notice all-well">{warnings.none}</p>}
      <Broken t={t} title={warnings.daysOff} rules={daysOff} />
      <Broken t={t} title={warnings.broken} rules={broken} />
      {unplaced.length > 0 && (
        <div class="warning-list">
          <h3>
            {warnings.unplaced} <b>{unplaced.length}</b>
          </h3>
          <ul class="bullets">
            {unplaced.map(({ id, message, reasons }) => (
              <li key={id}>
                <Said t={t} zh={message} />
                {reasons.length > 0 && (
                  <small>
                    <Said t={t} zh={reasons.join('；')} />
                  </small>
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
      {awaited.length > 0 && (
        <div class="warning-list">
          <h3>
            {t.notices.waiting} <b>{awaited.length}</b>
          </h3>
          <ul class="bullets">
            {awaited.map((one) => (
              <li key={`${one.id} ${one.start}`}>
                <a href={noticeLink(one)}>
                  {t.notices.waitingText(t.names.keyDate(one.name), t.dates.range(one))}
                </a>
              </li>
            ))}
          </ul>
        </div>
      )}
      {plan.length > 0 && (
        <details class="more">
          <summary>
            {warnings.plan} <b>{plan.length}</b>
          </summary>
          <ul class="bullets">
            {plan.map(({ type, where, message }) => (
              <li key={`${type} ${where}`}>
                <Said t={t} zh={message} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
};
