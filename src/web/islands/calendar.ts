/** The calendar of activities: opens one, drags one, and shows the month anew after a change. */
import './tips.js';
import type { Activity } from './api.js';
import { base } from './base.js';
import { makeDraggable } from './dragging.js';
import { MoveDialog } from './moveDialog.js';
import { placeOf, type Half, type Hours } from './slot.js';
import { t } from './words.js';

const ROOT = '#activities';

const rootNow = (): HTMLElement => {
  const root = document.querySelector<HTMLElement>(ROOT);
  if (!root) throw new Error(`no ${ROOT}`);
  return root;
};

const { hours = '{}', people = '{}' } = rootNow().dataset;

const dialog = new MoveDialog({
  hours: JSON.parse(hours) as Hours,
  people: JSON.parse(people) as Record<string, string>,
  onChanged: showAnew,
});

let release = (): void => undefined;

function enliven(root: HTMLElement): void {
  release = makeDraggable(root, (chip, place) => {
    const { activity = '', revision, day, half } = chip.dataset;
    if (place.day === day && place.half === half) return;
    // What lasts the whole day does so elsewhere too; the dialog offers its halves.
    const whole: Half = half === 'day' ? 'day' : place.half;
    void dialog.open(activity, Number(revision), { day: place.day, half: whole });
  });
}

document.addEventListener('click', ({ target }) => {
  const chip = target instanceof Element ? target.closest<HTMLElement>('[data-activity]') : null;
  if (chip) void dialog.open(chip.dataset.activity ?? '', Number(chip.dataset.revision));
});

/** The server draws the month; it is fetched again rather than drawn twice. */
async function showAnew(activity: Activity, said: string): Promise<void> {
  const response = await fetch(location.href, { cache: 'no-store', credentials: 'same-origin' }).catch(
    () => null,
  );
  if (!response?.ok) {
    // Without a line the browser itself says that there is none; an old month would look as if nothing had changed.
    location.reload();
    return;
  }
  const fresh = new DOMParser()
    .parseFromString(await response.text(), 'text/html')
    .querySelector<HTMLElement>(ROOT);
  if (!fresh) return;
  release();
  rootNow().replaceWith(fresh);
  enliven(fresh);
  announce(activity, said);
}

function announce(activity: Activity, said: string): void {
  const announced = document.querySelector('#announced');
  const chip = document.querySelector<HTMLElement>(`[data-activity="${CSS.escape(activity.id)}"]`);
  announced?.replaceChildren(said);
  if (chip) {
    chip.closest('details')?.setAttribute('open', '');
    chip.classList.add('just-moved');
    chip.focus();
    return;
  }
  const month = placeOf(activity).day.slice(0, 7);
  const link = document.createElement('a');
  link.href = `${base}/board/calendar?month=${month}`;
  link.textContent = t.movedAway(t.month(month));
  announced?.append(' ', link);
  link.focus();
}

for (const hint of document.querySelectorAll<HTMLElement>('.needs-script')) hint.hidden = false;
enliven(rootNow());
