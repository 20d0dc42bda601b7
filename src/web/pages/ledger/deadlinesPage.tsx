import type { Words } from '../../words/index.js';
import { namesIn } from '../namesIn.js';
import { htmlDocument } from '../layout.js';
import type { Town } from '../../../town/index.js';
import { LedgerPage, YearSwitch, type Place } from './frame.js';
import { ActivityLines } from './missing.js';
import { STANDINGS, type Standing, type Task } from './tasks.js';

/** What was just done, and how to undo it. */
export interface Done {
  readonly id: string;
  readonly ticked: boolean;
}

const actionOf = (id: string, act: 'tick' | 'untick'): string =>
  `/ledger/deadlines/${encodeURIComponent(id)}/${act}`;

const whenText = ({ left, standing }: Task, t: Words): string | null => {
  const { today, left: ahead, over } = t.ledger.tasks;
  if (standing === 'done') return null;
  return left === 0 ? today : left > 0 ? ahead(left) : over(-left);
};

/** One part a village: pressed off, pressed back. */
const VillageTicks = ({ t, town, task }: { t: Words; town: Town; task: Task }) => {
  const { tasks } = t.ledger;
  const villages = task.villages ?? [];
  const done = villages.filter(({ ticked }) => ticked).length;
  return (
    <form method="post" action={actionOf(task.id, 'tick')} class="village-ticks">
      <p>{tasks.posted(done, villages.length)}</p>
      {villages.map(({ village, ticked }) => (
        <button
          key={village}
          type="submit"
          name="village"
          value={village}
          class={ticked ? 'ticked' : ''}
          aria-label={tasks.village(namesIn(town, t).village(village), ticked)}
          {...(ticked ? { formaction: actionOf(task.id, 'untick') } : {})}
        >
          <i aria-hidden="true">{ticked ? '✓' : '○'}</i> {namesIn(town, t).village(village)}
        </button>
      ))}
    </form>
  );
};

const WholeTick = ({ t, task }: { t: Words; task: Task }) => {
  const { tasks } = t.ledger;
  if (task.tickedOn !== null)
    return (
      <form method="post" action={actionOf(task.id, 'untick')} class="tick">
        <span class="whole">✓ {tasks.tickedOn(t.dates.day(task.tickedOn))}</span>
        <button class="button" type="submit">
          {tasks.untick}
        </button>
      </form>
    );
  if (task.standing === 'done') return <p class="whole">✓ {tasks.byRecords}</p>;
  return (
    <form method="post" action={actionOf(task.id, 'tick')} class="tick">
      <button class="button" type="submit">
        {tasks.tick}
      </button>
    </form>
  );
};

const TaskItem = ({ t, town, task }: { t: Words; town: Town; task: Task }) => {
  const when = whenText(task, t);
  return (
    <li id={`d-${task.id}`} class={`task ${task.standing}`}>
      <p class="task-day">
        <b>{t.dates.day(task.day)}</b>
        {when !== null && <span>{when}</span>}
      </p>
      <div class="task-what">
        <h3 {...(t.lang === 'zh' ? {} : { lang: 'zh-CN' })}>{task.name}</h3>
        {task.lacking.length > 0 && (
          <details>
            <summary>{t.ledger.tasks.lacking(task.lacking.length)}</summary>
            <ActivityLines t={t} lines={task.lacking} />
          </details>
        )}
        {task.villages !== null && <VillageTicks t={t} town={town} task={task} />}
      </div>
      {task.villages === null && <WholeTick t={t} task={task} />}
    </li>
  );
};

const Undo = ({ t, done, tasks }: { t: Words; done: Done | null; tasks: readonly Task[] }) => {
  const task = tasks.find(({ id, villages }) => id === done?.id && villages === null);
  if (!done || !task) return null;
  const { ticked, unticked, untick } = t.ledger.tasks;
  const what = `${task.name} ${t.dates.day(task.day)}`;
  return (
    <div class="notice undo" role="status">
      <p>{done.ticked ? ticked(what) : unticked(what)}</p>
      {done.ticked && task.tickedOn !== null && (
        <form method="post" action={actionOf(task.id, 'untick')}>
          <button class="button" type="submit">
            {untick}
          </button>
        </form>
      )}
    </div>
  );
};

/** What nobody need look at today. */
const FOLDED: ReadonlySet<Standing> = new Set(['ahead', 'old', 'done']);

interface DeadlinesProps {
  readonly place: Place;
  readonly tasks: readonly Task[];
  readonly done: Done | null;
}

/** `/ledger/deadlines`: what the office itself must have done, the most pressing first. */
export const deadlinesPage = ({ place, tasks, done }: DeadlinesProps): string => {
  const { t } = place.staff;
  const { town } = place;
  const words = t.ledger.tasks;
  const listOf = (standing: Standing) => {
    const mine = tasks.filter((task) => task.standing === standing);
    return (
      <ul class="tasks">
        {mine.map((task) => (
          <TaskItem key={task.id} t={t} town={town} task={task} />
        ))}
      </ul>
    );
  };
  const countOf = (standing: Standing): number => tasks.filter((task) => task.standing === standing).length;
  return htmlDocument(
    <LedgerPage place={place} current="deadlines">
      <YearSwitch place={place} hrefOf={(year) => `/ledger/deadlines?year=${year}`} />
      <p class="hint lead">{words.lead}</p>
      <Undo t={t} done={done} tasks={tasks} />
      {STANDINGS.filter((standing) => countOf(standing) > 0).map((standing) =>
        FOLDED.has(standing) ? (
          <details
            key={standing}
            class="task-group"
            open={tasks.some((task) => task.standing === standing && task.id === done?.id)}
          >
            <summary>
              <h2 id={standing}>
                {words[standing]} <small>{countOf(standing)}</small>
              </h2>
            </summary>
            {listOf(standing)}
          </details>
        ) : (
          <section key={standing} class="task-group">
            <h2 id={standing}>
              {words[standing]} <small>{countOf(standing)}</small>
            </h2>
            {listOf(standing)}
          </section>
        ),
      )}
      {tasks.length === 0 && <p>{words.none}</p>}
    </LedgerPage>,
  );
};
