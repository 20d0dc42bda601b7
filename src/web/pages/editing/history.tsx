import type { Words } from '../../words/index.js';

/** One thing that happened, as the API tells it. */
export interface Happened {
  readonly id: string;
  readonly kind: string;
  readonly text: string;
}

/** The kinds whose changes can be taken back. */
const UNDOABLE = new Set(['activities', 'records', 'contacts', 'blackouts', 'notices']);

interface HistoryProps {
  readonly t: Words;
  readonly items: readonly Happened[];
  /** Where the form that takes a change back goes; null for whoever may not. */
  readonly undo: string | null;
}

/** What happened to something, the newest first, each in a sentence. */
export const History = ({ t, items, undo }: HistoryProps) => (
  <section class="history" aria-labelledby="history">
    <h2 id="history">{t.editing.history}</h2>
    {items.length === 0 && <p class="hint">{t.editing.noHistory}</p>}
    <ol lang="zh-CN">
      {items.map(({ id, kind, text }) => (
        <li key={id}>
          <span>{text}</span>
          {undo !== null && UNDOABLE.has(kind) && (
            <form method="post" action={undo}>
              <input type="hidden" name="entry" value={id} />
              <button
                class="button small"
                type="submit"
                lang={t.frame.htmlLang}
                aria-label={t.editing.undoOf(text)}
              >
                {t.editing.undo}
              </button>
            </form>
          )}
        </li>
      ))}
    </ol>
  </section>
);

/** What somebody else changed while a form was open. */
export const Meanwhile = ({ t, items }: { t: Words; items: readonly Happened[] }) =>
  items.length === 0 ? null : (
    <div class="notice warn" role="alert">
      <p>
        <b>{t.editing.meanwhile}</b>
      </p>
      <ul class="bullets" lang="zh-CN">
        {items.map(({ id, text }) => (
          <li key={id}>{text}</li>
        ))}
      </ul>
      <p>{t.editing.meanwhileKept}</p>
    </div>
  );
