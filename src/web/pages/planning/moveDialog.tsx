import type { Words } from '../../words/index.js';

const HALVES = ['am', 'pm', 'day'] as const;

/**
 * One activity opened: what it is, and another day or half-day for it. Filled in and shown by the browser script; dragging
 * ends here as well, so that mouse and keyboard say the same.
 */
export const MoveDialog = ({ t }: { t: Words }) => {
  const { halves } = t.planning;
  const { dialog } = t.activityCalendar;
  return (
    <dialog class="move" id="move" aria-labelledby="move-title">
      <form method="dialog">
        <h2 id="move-title" data-fill="title" />
        <dl>
          <div>
            <dt>{dialog.when}</dt>
            <dd data-fill="when" />
          </div>
          <div>
            <dt>{dialog.place}</dt>
            <dd data-fill="place" />
          </div>
          <div>
            <dt>{dialog.status}</dt>
            <dd data-fill="status" />
          </div>
          <div data-fill="reasons-row">
            <dt>{dialog.reasons}</dt>
            <dd data-fill="reasons" />
          </div>
        </dl>
        <p class="notice error" role="alert" data-fill="conflict" hidden />
        <fieldset class="move-to">
          <legend>{dialog.moveTo}</legend>
          <label class="field">
            <span>{dialog.date}</span>
            <input type="date" name="date" required />
          </label>
          <fieldset class="halves">
            <legend>{dialog.half}</legend>
            {HALVES.map((half) => (
              <label key={half}>
                <input type="radio" name="half" value={half} />
                <span>{halves[half]}</span>
              </label>
            ))}
          </fieldset>
          <div class="answer" role="status" data-fill="answer" />
        </fieldset>
        <div class="buttons">
          <button class="button primary" type="button" data-do="save" disabled>
            {dialog.save}
          </button>
          <button class="button" type="button" data-do="pin" data-pin={dialog.pin} data-unpin={dialog.unpin}>
            {dialog.pin}
          </button>
          <button
            class="button"
            type="submit"
            value="back"
            data-do="back"
            data-close={dialog.close}
            data-back={dialog.back}
          >
            {dialog.close}
          </button>
        </div>
      </form>
    </dialog>
  );
};
