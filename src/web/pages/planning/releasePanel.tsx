import type { Town } from '../../../town/index.js';
import type { Words } from '../../words/index.js';
import { Said } from '../said.js';
import { namesIn } from '../namesIn.js';
import { MarkSign } from './chip.js';
import { slotText, type Change, type DraftView } from './draft.js';

/** Why a draft cannot be released: what has changed since it was made. */
export interface Stale {
  readonly what: string;
  readonly message: string;
}

interface ReleaseProps {
  readonly t: Words;
  readonly town: Town;
  readonly id: string;
  readonly isDraft: boolean;
  readonly changes: DraftView['changes'];
  /** Empty for one that may be released. */
  readonly stale: readonly Stale[];
  /** How many contacts the release tells of a change at once; null where nobody has worked it out. */
  readonly told: number | null;
}

const KINDS = ['moved', 'dropped', 'new'] as const;

const ChangeTable = ({
  t,
  changes,
  kind,
}: {
  t: Words;
  changes: readonly Change[];
  kind: (typeof KINDS)[number];
}) => {
  const { fromTo } = t.planning.release;
  const showsFrom = changes.some(({ from }) => from !== null);
  const showsTo = kind !== 'dropped';
  return (
    <div class="scroll">
      <table class="table changes">
        <thead>
          <tr>
            <th scope="col">{fromTo.what}</th>
            {showsFrom && <th scope="col">{fromTo.from}</th>}
            {showsTo && <th scope="col">{showsFrom ? fromTo.to : fromTo.on}</th>}
          </tr>
        </thead>
        <tbody>
          {changes.map(({ id, title, from, to }) => (
            <tr key={id}>
              <td>
                <Said t={t} zh={title} />
              </td>
              {showsFrom && <td class="was">{from && slotText(from, t)}</td>}
              {showsTo && <td>{to && slotText(to, t)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

/** In which villages how much changes, the most first. */
function villagesOf(changes: DraftView['changes']): [string | null, number][] {
  const counts = new Map<string | null, number>();
  for (const { village } of [...changes.new, ...changes.moved, ...changes.dropped])
    counts.set(village, (counts.get(village) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}

const StaleNotice = ({ t, id, stale }: { t: Words; id: string; stale: readonly Stale[] }) => {
  const { release } = t.planning;
  return (
    <div class="notice error" role="alert">
      <p>
        <b>{release.staleTitle}</b>
      </p>
      <p>{release.staleText(stale.length)}</p>
      <ul class="bullets">
        {stale.map(({ what, message }) => (
          <li key={what + message}>
            <Said t={t} zh={`${what}：${message}`} />
          </li>
        ))}
      </ul>
      <form method="post" action={`/board/plans/${id}/again`}>
        <button class="button primary" type="submit">
          {release.staleAgain}
        </button>
      </form>
    </div>
  );
};

/** What a plan changes, who is told, and the one button that makes it so. */
export const ReleasePanel = ({ t, town, id, isDraft, changes, stale, told }: ReleaseProps) => {
  const { release } = t.planning;
  const counts = { new: changes.new.length, moved: changes.moved.length, dropped: changes.dropped.length };
  const total = counts.new + counts.moved + counts.dropped;
  const villages = villagesOf(changes);
  const inVillages = villages.filter(([village]) => village !== null).length;
  const names = namesIn(town, t);
  return (
    <section class="panel release" aria-labelledby="release">
      <h2 id="release">{isDraft ? release.title : release.titleReleased}</h2>
      {stale.length > 0 && <StaleNotice t={t} id={id} stale={stale} />}
      {total === 0 && <p>{release.nothing}</p>}
      {KINDS.filter((kind) => counts[kind] > 0).map((kind) => (
        <details key={kind} class="change-list" open={counts[kind] <= 8}>
          <summary>
            <MarkSign t={t} mark={kind} /> {release[kind](counts[kind])}
          </summary>
          <ChangeTable t={t} changes={changes[kind]} kind={kind} />
        </details>
      ))}
      {villages.length > 0 && (
        <p>
          {release.villages}
          {t.planning.colon}
          {villages
            .map(([village, count]) => release.villageChanges(names.village(village), count))
            .join(t.planning.comma)}
        </p>
      )}
      {isDraft && total > 0 && (
        <p>{told === null ? release.laterTold : told === 0 ? release.toldNone : release.told(told)}</p>
      )}
      {isDraft && stale.length === 0 && (
        <details class="confirm">
          <summary class="button primary">{release.open}</summary>
          <form class="notice" method="post" action={`/board/plans/${id}/release`}>
            <p>{release.confirm(counts.new, counts.moved, counts.dropped, inVillages)}</p>
            <button class="button primary" type="submit">
              {total === 0 ? release.buttonSame : release.button(total)}
            </button>
          </form>
        </details>
      )}
      {!isDraft && (
        <p class="notice">
          {release.released} <a href="/board/calendar">{release.toCalendar}</a>
        </p>
      )}
    </section>
  );
};
