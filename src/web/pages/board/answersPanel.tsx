import { daysBetween, type Day } from '../../../calendar/index.js';
import type { Words } from '../../words/index.js';
import { phoneLink } from '../phoneLink.js';
import { Said } from '../said.js';
import type { Answers, Silent, Undelivered, Waiting } from './answers.js';
import { activityLink } from '../activityLink.js';

interface AnswersProps {
  readonly t: Words;
  readonly today: Day;
  readonly answers: Answers;
  /** Where the forms lead back to. */
  readonly year: number;
}

/** So many of a list are shown before the rest folds away. */
const SHOWN = 5;

const Copy = ({ t, text }: { t: Words; text: string }) => (
  <button class="button" type="button" data-copy data-copied={t.board.answers.copied} hidden>
    {text}
  </button>
);

const Call = ({ t, phone }: { t: Words; phone: string | null }) =>
  phone === null ? null : (
    <a class="button" href={phoneLink(phone)}>
      {t.board.answers.call}
    </a>
  );

const WaitingItem = ({ t, year, waiting }: { t: Words; year: number; waiting: Waiting }) => (
  <li>
    <p>
      <b>
        {t.board.answers.to}
        <Said t={t} zh={waiting.to} />
      </b>{' '}
      <small>{t.dates.instant(waiting.dueAt)}</small>
    </p>
    <details>
      <summary>{t.board.answers.shown}</summary>
      <pre class="message-text" lang="zh-CN">
        {waiting.text}
      </pre>
    </details>
    <form method="post" action="/board/sent">
      <input type="hidden" name="year" value={year} />
      {waiting.ids.map((id) => (
        <input key={id} type="hidden" name="id" value={id} />
      ))}
      <Copy t={t} text={t.board.answers.copy} />
      <button class="button primary" type="submit">
        {t.board.answers.sent}
      </button>
    </form>
  </li>
);

const SilentItem = ({ t, today, silent }: Pick<AnswersProps, 't' | 'today'> & { silent: Silent }) => {
  const { answers } = t.board;
  const { activity, who, phone, since, next, reached, text } = silent;
  const then = next === null ? null : answers.next[next.to](t.dates.instant(next.at));
  const ago = answers.ago(daysBetween(since.slice(0, 10), today));
  return (
    <li>
      <p>
        <b>
          <Said t={t} zh={who} />
        </b>{' '}
        <small>{answers.since(t.dates.instant(since), ago)}</small>
      </p>
      <p>
        <a href={activityLink(activity.id)}>
          <Said t={t} zh={activity.title} />
        </a>
        {t.board.comma}
        {t.dates.instant(activity.start)}
      </p>
      <p class="next">
        {[reached === null ? null : answers.reached[reached], then ?? answers.noNext]
          .filter((text) => text !== null)
          .join(t.board.comma)}
      </p>
      {text !== null && (
        <details>
          <summary>{answers.shown}</summary>
          <pre class="message-text" lang="zh-CN">
            {text}
          </pre>
        </details>
      )}
      {(phone !== null || text !== null) && (
        <p class="acts">
          {text !== null && <Copy t={t} text={answers.copyAgain} />}
          <Call t={t} phone={phone} />
        </p>
      )}
    </li>
  );
};

const UndeliveredItem = ({ t, item }: { t: Words; item: Undelivered }) => {
  const { answers } = t.board;
  return (
    <li>
      <p>
        <b>
          <Said t={t} zh={item.who} />
        </b>{' '}
        <small>{answers.due(t.dates.instant(item.dueAt))}</small>
      </p>
      {item.titles.length === 0 && <p>{t.board.unknown}</p>}
      {item.titles.map((title) => (
        <p key={title}>
          <Said t={t} zh={title} />
        </p>
      ))}
      <p class="next">
        {item.state === 'missed' ? answers.missed : <Said t={t} zh={answers.failed(item.result ?? '')} />}
      </p>
      {item.phone !== null && (
        <p class="acts">
          <Call t={t} phone={item.phone} />
        </p>
      )}
    </li>
  );
};

function Items<T>({
  t,
  id,
  title,
  hint,
  items,
  children,
}: {
  t: Words;
  id: string;
  title: string;
  hint?: string;
  items: readonly T[];
  children: (item: T) => preact.JSX.Element;
}) {
  if (items.length === 0) return null;
  const rest = items.slice(SHOWN);
  return (
    <section class="call-list" aria-labelledby={id}>
      <h3 id={id}>
        {title} <b>{items.length}</b>
      </h3>
      {hint !== undefined && <p class="hint">{hint}</p>}
      <ul>{items.slice(0, SHOWN).map(children)}</ul>
      {rest.length > 0 && (
        <details class="more">
          <summary>{t.board.answers.more(rest.length)}</summary>
          <ul>{rest.map(children)}</ul>
        </details>
      )}
    </section>
  );
}

/** What waits for a person: texts to pass on, answers that did not come, what did not arrive. */
export const AnswersPanel = ({ t, today, answers: found, year }: AnswersProps) => {
  const { answers } = t.board;
  const none = found.waiting.length + found.silent.length + found.undelivered.length === 0;
  return (
    <section class="answers" aria-labelledby="answers">
      <h2 id="answers">{answers.title}</h2>
      {none && <p class="notice all-well">{answers.none}</p>}
      <div class="call-lists">
        <Items t={t} id="waiting" title={answers.waiting} hint={answers.waitingHint} items={found.waiting}>
          {(waiting) => <WaitingItem key={waiting.ids[0]} t={t} year={year} waiting={waiting} />}
        </Items>
        <Items t={t} id="silent" title={answers.silent} items={found.silent}>
          {(silent) => (
            <SilentItem key={`${silent.activity.id} ${silent.who}`} t={t} today={today} silent={silent} />
          )}
        </Items>
        <Items
          t={t}
          id="undelivered"
          title={answers.undelivered}
          hint={answers.undeliveredHint}
          items={found.undelivered}
        >
          {(item) => <UndeliveredItem key={item.key} t={t} item={item} />}
        </Items>
      </div>
    </section>
  );
};
