import type { Activity } from '../../../facts/index.js';
import type { Words } from '../../words/index.js';
import { Input, type Filled } from '../editing/index.js';

interface ActsProps {
  readonly t: Words;
  readonly activity: Activity;
  readonly hasRecord: boolean;
  readonly isOffice: boolean;
  /** Whether whoever looks may confirm it, and take that back. */
  readonly mayConfirm: boolean;
  /** What stood in the cancellation when it was refused; null when none was. */
  readonly cancelling: Filled | null;
}

type Act = 'confirm' | 'unconfirm' | 'done' | 'restore';

const ActForm = ({ t, activity, act }: { t: Words; activity: Activity; act: Act }) => (
  <form method="post" action={`/activities/${activity.id}/${act}`}>
    <input type="hidden" name="revision" value={activity.revision} />
    <button class={act === 'confirm' || act === 'done' ? 'button primary' : 'button'} type="submit">
      {t.activities[act]}
    </button>
  </form>
);

function actsFor({ activity, hasRecord, isOffice, mayConfirm }: ActsProps): Act[] {
  const { status } = activity;
  if (status === 'cancelled') return isOffice ? ['restore'] : [];
  if (status === 'done') return [];
  return [
    ...(mayConfirm ? [status === 'planned' ? ('confirm' as const) : ('unconfirm' as const)] : []),
    ...(isOffice && hasRecord ? ['done' as const] : []),
  ];
}

/** What can be done with an activity as it stands, beside editing it. */
export const Acts = (props: ActsProps) => {
  const { t, activity, isOffice, hasRecord, cancelling } = props;
  const { acts, doneHint, cancel, cancelText, cancelReason, cancelReasonHint, cancelSure } = t.activities;
  const isOpen = activity.status === 'planned' || activity.status === 'confirmed';
  const possible = actsFor(props);
  if (possible.length === 0 && !(isOffice && activity.status !== 'cancelled')) return null;
  return (
    <section class="acts" aria-labelledby="acts">
      <h2 id="acts">{acts}</h2>
      <div class="buttons">
        {possible.map((act) => (
          <ActForm key={act} t={t} activity={activity} act={act} />
        ))}
      </div>
      {isOffice && isOpen && !hasRecord && <p class="hint">{doneHint}</p>}
      {isOffice && activity.status !== 'cancelled' && (
        <details open={cancelling !== null}>
          <summary>{cancel}</summary>
          <form class="sheet" method="post" action={`/activities/${activity.id}/cancel`}>
            <p>{cancelText}</p>
            <input type="hidden" name="revision" value={activity.revision} />
            <Input
              t={t}
              form={cancelling ?? { values: {}, faults: [] }}
              name="reason"
              label={cancelReason}
              hint={cancelReasonHint}
              required
              wide
            />
            <button class="button primary" type="submit">
              {cancelSure}
            </button>
          </form>
        </details>
      )}
    </section>
  );
};
