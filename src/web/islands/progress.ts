import { getPlan } from './api.js';
import { t } from './words.js';

/** How often the search is looked at, in milliseconds. */
const EVERY_MS = 1000;

/** The login has ended, or the plan is there no more: the page says so itself. */
const GONE: ReadonlySet<number> = new Set([401, 403, 404]);

const waiting = document.querySelector<HTMLElement>('[data-plan]');

/** Shows how far a search has come; reloads the page when it is over, or its turn has come. */
async function look(section: HTMLElement): Promise<void> {
  const answer = await getPlan(section.dataset.plan ?? '');
  if (answer.ok) {
    const { state, progress } = answer.body;
    if (state !== section.dataset.state) {
      location.reload();
      return;
    }
    const { best, bound, seconds } = progress;
    const bar = section.querySelector('progress');
    if (bar && best !== null && best > 0 && bound !== null) bar.value = bound / best;
    const text = section.querySelector('.progress-text');
    const said = best === null ? [t.nothingYet] : [t.best(best), ...(bound === null ? [] : [t.bound(bound)])];
    if (text) text.textContent = [...said, t.seconds(Math.round(seconds))].join(t.comma);
  } else if (GONE.has(answer.status)) {
    location.reload();
    return;
  }
  setTimeout(() => void look(section), EVERY_MS);
}

if (waiting) void look(waiting);
