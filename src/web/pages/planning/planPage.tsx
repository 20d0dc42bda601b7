import type { PlanSummary, ShownPlan } from '../../api/plans.js';
import type { Words } from '../../words/index.js';
import { htmlDocument } from '../layout.js';
import { Said } from '../said.js';
import type { DraftView } from './draft.js';
import { DraftCalendar, type DraftProps } from './draftCalendar.js';
import { PlanningPage } from './frame.js';
import { StateTag } from './plansPage.js';
import { ReleasePanel, type Stale } from './releasePanel.js';

/** So many warnings are read at once; more are opened. */
const FEW_WARNINGS = 6;

interface PlanProps extends DraftProps {
  readonly stale: readonly Stale[];
  readonly told: number | null;
}

const titleOf = ({ year, blackout }: Pick<PlanSummary, 'year' | 'blackout'>, t: Words): string =>
  blackout === null ? t.planning.plan.title(year) : t.planning.plan.blackoutTitle(year);

const PlanAgain = ({ t, id }: { t: Words; id: string }) => (
  <form method="post" action={`/board/plans/${id}/again`}>
    <button class="button primary" type="submit">
      {t.planning.plan.again}
    </button>
  </form>
);

const Waiting = ({ t, plan }: { t: Words; plan: ShownPlan }) => {
  const { plan: words } = t.planning;
  const { moving } = t;
  const { best, bound, seconds } = plan.progress;
  // As the browser's script goes on saying it.
  const said = [
    ...(best === null ? [moving.nothingYet] : [moving.best(best)]),
    ...(best === null || bound === null ? [] : [moving.bound(bound)]),
    moving.seconds(Math.round(seconds)),
  ];
  return (
    <section class="panel waiting-plan" aria-labelledby="waiting" data-plan={plan.id} data-state={plan.state}>
      <h2 id="waiting">{words.waiting}</h2>
      {plan.state === 'queued' && <p>{words.queuedText}</p>}
      <progress max="1" aria-label={words.progress} {...(best && bound ? { value: bound / best } : {})} />
      <p role="status" class="progress-text">
        {said.join(moving.comma)}
      </p>
      <p class="hint">
        <a class="button" href={`/board/plans/${plan.id}`}>
          {words.refresh}
        </a>{' '}
        {words.refreshHint}
      </p>
    </section>
  );
};

const Failed = ({ t, plan }: { t: Words; plan: ShownPlan }) => {
  const { plan: words } = t.planning;
  return (
    <section class="panel" aria-labelledby="failed">
      <h2 id="failed">{t.planning.states.failed}</h2>
      <p class="notice error" role="alert">
        <Said t={t} zh={plan.error ?? ''} />
      </p>
      <p>{words.failedText}</p>
      <p>{words.whatToDo}</p>
      <PlanAgain t={t} id={plan.id} />
    </section>
  );
};

/** How good the plan is: proven the best, or how far from it at most. */
function Quality({ t, plan }: { t: Words; plan: ShownPlan }) {
  const { best, bound } = plan.progress;
  if (best === null || bound === null) return null;
  const gap = (best - bound) / Math.max(1, best);
  return (
    <p class="hint">
      {gap <= 0 ? t.planning.plan.optimal : t.planning.plan.gap(`${(gap * 100).toFixed(1)}%`)}
    </p>
  );
}

const Figures = ({ t, view }: { t: Words; view: DraftView }) => {
  const { figures } = t.planning.plan;
  const counts = {
    placed: view.items.filter(({ mark }) => mark !== 'dropped').length,
    new: view.changes.new.length,
    moved: view.changes.moved.length,
    dropped: view.changes.dropped.length,
    unplaced: view.unplaced.length,
  };
  return (
    <ul class="plan-figures">
      {Object.entries(counts).map(([key, count]) => (
        <li key={key} class={count === 0 ? 'none' : key}>
          <b>{count}</b>
          <span>{figures[key as keyof typeof counts]}</span>
        </li>
      ))}
    </ul>
  );
};

const Unplaced = ({ t, unplaced }: { t: Words; unplaced: DraftView['unplaced'] }) =>
  unplaced.length === 0 ? null : (
    <section class="panel" aria-labelledby="unplaced">
      <h2 id="unplaced">
        {t.planning.plan.unplaced}
        {t.frame.aside(unplaced.length)}
      </h2>
      <p class="hint">{t.planning.plan.unplacedHint}</p>
      <ul class="unplaced">
        {unplaced.map(({ id, what, reasons }) => (
          <li key={id}>
            <b>
              <Said t={t} zh={what} />
            </b>
            <ul class="bullets">
              {reasons.map((reason, index) => (
                <li key={reason} {...(index === reasons.length - 1 ? { class: 'remedy' } : {})}>
                  <Said t={t} zh={reason} />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );

const Warnings = ({ t, plan }: { t: Words; plan: ShownPlan }) => {
  // What found no place is listed with its reasons.
  const warnings = plan.warnings.filter(({ type }) => type !== 'unplaced');
  if (warnings.length === 0) return null;
  return (
    <section class="panel" aria-labelledby="warnings">
      <details open={warnings.length <= FEW_WARNINGS}>
        <summary>
          <h2 id="warnings">
            {t.planning.plan.warnings}
            {t.frame.aside(warnings.length)}
          </h2>
        </summary>
        <ul class="bullets">
          {warnings.map(({ type, where, message }) => (
            <li key={`${type} ${where}`}>
              <Said t={t} zh={message} />
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
};

const Placed = (props: PlanProps) => {
  const { place, plan, view, stale, told } = props;
  const { t, town } = place;
  const isDraft = plan.state === 'draft';
  if (plan.tasks === null)
    return (
      <div class="notice">
        <p>{t.planning.plan.oldText}</p>
        {isDraft && <PlanAgain t={t} id={plan.id} />}
      </div>
    );
  return (
    <>
      <Figures t={t} view={view} />
      <Quality t={t} plan={plan} />
      <ReleasePanel
        t={t}
        town={town}
        id={plan.id}
        isDraft={isDraft}
        changes={view.changes}
        stale={stale}
        told={told}
      />
      <Unplaced t={t} unplaced={view.unplaced} />
      <Warnings t={t} plan={plan} />
      <DraftCalendar {...props} />
    </>
  );
};

/** A plan from its request to its release. */
export const planPage = (props: PlanProps): string => {
  const { place, plan } = props;
  const { t } = place;
  const isWaiting = plan.state === 'queued' || plan.state === 'solving';
  return htmlDocument(
    <PlanningPage
      place={place}
      title={titleOf(plan, t)}
      current="plans"
      scripts={[isWaiting ? 'islands/progress' : 'islands/tips']}
    >
      <p class="plan-head">
        <StateTag t={t} state={plan.state} />
        {t.planning.plan.made(t.dates.instant(plan.createdAt), t.dates.dayWithYear(plan.from))}
      </p>
      {isWaiting ? (
        <Waiting t={t} plan={plan} />
      ) : plan.state === 'failed' ? (
        <Failed t={t} plan={plan} />
      ) : (
        <Placed {...props} />
      )}
    </PlanningPage>,
  );
};
