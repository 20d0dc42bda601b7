import type { Town } from '../../../town/index.js';
import type { Words } from '../../words/index.js';
import { namesIn } from '../namesIn.js';
import { Said } from '../said.js';
import type { Item, Mark } from './item.js';

/** A shape for each mark, beside its word: no colour speaks alone. */
export const SHAPES: Readonly<Record<Mark, string>> = {
  new: '＋',
  moved: '→',
  dropped: '×',
  kept: '',
  fixed: '●',
};

interface ChipProps {
  readonly t: Words;
  readonly town: Town;
  readonly item: Item;
  /** Tells apart two chips of one activity. */
  readonly place?: string;
}

export const MarkSign = ({ t, mark }: { t: Words; mark: Mark }) =>
  mark === 'kept' ? null : (
    <span class={`mark ${mark}`}>
      <span aria-hidden="true">{SHAPES[mark]}</span>
      {t.planning.plan.marks[mark]}
    </span>
  );

/**
 * One activity in a day. What is to be read of it shows while the pointer is over it or the focus in it, so by mouse,
 * keyboard and tap alike, and without a script.
 */
export const Chip = ({ t, town, item }: ChipProps) => {
  const { id, mark, village, form, title, lines, reasons } = item;
  const { movable, pinned, cancelled, revision, date, half } = item;
  const names = namesIn(town, t);
  const states = [mark, cancelled && 'cancelled', movable && 'movable'].filter(Boolean).join(' ');
  return (
    <li class={`item ${states}`} id={`a-${id}`}>
      {/* A link, for Firefox drags no button. */}
      <a
        class="chip"
        role="button"
        href={`#a-${id}`}
        aria-describedby={`why-${id}`}
        {...(movable
          ? { 'data-activity': id, 'data-revision': revision, 'data-day': date, 'data-half': half }
          : {})}
      >
        <MarkSign t={t} mark={mark} />
        {pinned && <span class="mark pinned">{t.planning.pinned}</span>}
        <span class="chip-text">
          <b>{names.village(village)}</b> {names.form(form)}
        </span>
      </a>
      <div class="why" role="tooltip" id={`why-${id}`}>
        <p class="why-title">
          <Said t={t} zh={title} />
        </p>
        <ul>
          {lines.map((line, index) => (
            <li key={index}>{line}</li>
          ))}
          {reasons.map((reason) => (
            <li key={reason}>
              <Said t={t} zh={reason} />
            </li>
          ))}
        </ul>
      </div>
    </li>
  );
};
