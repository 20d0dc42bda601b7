import { weekdayOf, type Day } from '../../../calendar/index.js';
import type { Warning } from '../../../facts/index.js';
import type { Town } from '../../../town/index.js';
import { DaysOff } from '../daysOff.js';
import { htmlDocument } from '../layout.js';
import { phoneLink } from '../phoneLink.js';
import { Said } from '../said.js';
import { StaffPage, type Staff } from '../staffNav/index.js';
import type { Words } from '../../words/index.js';
import { QrCode } from './qrCode.js';
import type { Sheet, SheetMessage, SheetNote } from './sheet.js';

const Message = ({ t, message: { ids, to, dueAt, text, links } }: { t: Words; message: SheetMessage }) => (
  <li class="message" data-noted={t.today.noted(to)}>
    <h3>
      {t.today.to}
      <Said t={t} zh={to} /> <small>{t.dates.instant(dueAt)}</small>
    </h3>
    <pre class="message-text" {...(t.lang === 'zh' ? {} : { lang: 'zh-CN' })}>
      {text}
    </pre>
    <form method="post" action="/today/sent">
      {ids.map((id) => (
        <input type="hidden" name="id" value={id} />
      ))}
      <button class="button" type="button" data-copy hidden>
        {t.today.copy}
      </button>
      <button class="button primary" type="submit">
        {t.today.sent}
      </button>
    </form>
    {links.length > 0 && (
      <details class="codes">
        <summary>{t.today.codes}</summary>
        {links.map(({ title, url }) => (
          <figure key={url}>
            <QrCode text={url} label={t.today.codeOf(title)} />
            <figcaption>
              <Said t={t} zh={title} />
            </figcaption>
          </figure>
        ))}
      </details>
    )}
  </li>
);

/** In the order in which they are looked at. */
const LISTS = ['difficulties', 'failed', 'unanswered', 'late', 'answered'] as const;

type ListKey = (typeof LISTS)[number];

interface NotesProps {
  readonly t: Words;
  readonly list: ListKey;
  readonly sheet: Sheet;
}

const Note = ({ t, note }: { t: Words; note: SheetNote }) => {
  const { title, when, who, what, phone } = note;
  return (
    <li>
      <p>
        <b>
          <Said t={t} zh={who} />
        </b>
        {phone !== null && <a href={phoneLink(phone)}>{t.today.call}</a>}
      </p>
      <p class="note-what">{what}</p>
      <p class="note-about">
        <Said t={t} zh={t.today.about(title, when)} />
      </p>
    </li>
  );
};

const Notes = ({ t, list, sheet }: NotesProps) => {
  const notes = sheet[list];
  const { name, hint } = t.today.lists[list];
  const [open, close] = t.today.counted;
  return notes.length === 0 ? null : (
    <section aria-labelledby={list}>
      <h2 id={list}>
        {name}
        {open}
        {notes.length}
        {close}
      </h2>
      <p class="hint">{hint}</p>
      <ul class="notes">
        {notes.map((note) => (
          <Note key={note.key} t={t} note={note} />
        ))}
      </ul>
    </section>
  );
};

/** The day in one look; each figure leads to its list. */
const Figures = ({ t, sheet }: { t: Words; sheet: Sheet }) => (
  <ul class="figures">
    {(['waiting', ...LISTS] as const).map((key) => (
      <li key={key} class={sheet[key].length === 0 ? 'none' : key}>
        <a {...(sheet[key].length > 0 ? { href: `#${key}` } : {})}>
          <b data-count={key}>{sheet[key].length}</b>
          <span>{key === 'waiting' ? t.today.waiting : t.today.lists[key].name}</span>
        </a>
      </li>
    ))}
  </ul>
);

interface TodayProps {
  readonly staff: Staff;
  readonly town: Pick<Town, 'id' | 'name'>;
  readonly today: Day;
  readonly sheet: Sheet;
  readonly daysOff: readonly Warning[];
}

/** The day's sheet as a page. */
export const todayPage = ({ staff, town, today, sheet, daysOff }: TodayProps): string => {
  const { t } = staff;
  const [open, close] = t.today.counted;
  return htmlDocument(
    <StaffPage
      staff={staff}
      town={town}
      current="today"
      title={t.today.title}
      on={t.dates.dayAndWeekday(today, weekdayOf(today))}
      styles={['column', 'sheet']}
      scripts={['islands/today']}
    >
      <main id="main" class="narrow">
        <Figures t={t} sheet={sheet} />
        {/* Somebody waits for an answer: that comes before what is only to be passed on. */}
        <Notes t={t} list="difficulties" sheet={sheet} />
        <section aria-labelledby="waiting">
          <h2 id="waiting">
            {t.today.waiting}
            {open}
            <span data-count="waiting">{sheet.waiting.length}</span>
            {close}
          </h2>
          <p class="hint">
            {sheet.waiting.length === 0 ? t.today.waitingNone : t.today.waitingHint}
            {sheet.sentToday > 0 && t.today.sentToday(sheet.sentToday)}
          </p>
          <ol
            class="messages"
            data-copied={t.today.copied}
            data-selected={t.today.selected}
            data-no-line={t.today.noLine}
          >
            {sheet.waiting.map((message) => (
              <Message key={message.ids[0]} t={t} message={message} />
            ))}
          </ol>
        </section>
        {LISTS.slice(1).map((list) => (
          <Notes key={list} t={t} list={list} sheet={sheet} />
        ))}
        <DaysOff t={t} warnings={daysOff} />
      </main>
    </StaffPage>,
  );
};
