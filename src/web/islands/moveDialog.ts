import { changeActivity, getActivity, rehearse, type Activity } from './api.js';
import { placeOf, timesAt, weekdayOf, type Half, type Hours, type Place } from './slot.js';
import { t } from './words.js';

function only<T extends Element>(root: ParentNode, kind: new () => T, selector: string): T {
  const found = root.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`no ${selector}`);
  return found;
}

export const slotText = ({ day, half }: Place): string => t.slot(day, half, weekdayOf(day));

const samePlace = (a: Place, b: Place): boolean => a.day === b.day && a.half === b.half;

interface Setting {
  readonly hours: Hours;
  /** Who may be told, by the id under which they are told. */
  readonly people: Readonly<Record<string, string>>;
  /** Hears of every change that was kept. */
  readonly onChanged: (activity: Activity, said: string) => Promise<void>;
}

/** The dialog of one activity; a drop opens it with the place it was dropped on. */
export class MoveDialog {
  readonly #dialog = only(document, HTMLDialogElement, '#move');
  readonly #day = only(this.#dialog, HTMLInputElement, '[name=date]');
  readonly #save = only(this.#dialog, HTMLButtonElement, '[data-do=save]');
  readonly #pin = only(this.#dialog, HTMLButtonElement, '[data-do=pin]');
  readonly #back = only(this.#dialog, HTMLButtonElement, '[data-do=back]');
  #activity: Activity | null = null;
  /** Counts the questions asked: an answer to an older one is late. */
  #asked = 0;

  constructor(private readonly setting: Setting) {
    this.#dialog.addEventListener('input', () => void this.#ask());
    this.#save.addEventListener('click', () => void this.#move());
    this.#pin.addEventListener('click', () => void this.#togglePin());
  }

  #part(name: string): HTMLElement {
    return only(this.#dialog, HTMLElement, `[data-fill=${name}]`);
  }

  #halves(): HTMLInputElement[] {
    return [...this.#dialog.querySelectorAll<HTMLInputElement>('[name=half]')];
  }

  /** What the fields say now; null while the date is none. */
  #wanted(): Place | null {
    const half = this.#halves().find(({ checked }) => checked)?.value as Half | undefined;
    return this.#day.value === '' || half === undefined ? null : { day: this.#day.value, half };
  }

  #want({ day, half }: Place): void {
    this.#day.value = day;
    for (const input of this.#halves()) input.checked = input.value === half;
  }

  /**
   * Opens an activity.
   *
   * @param seen the revision that the page shows
   * @param to where it was dropped; where it stands when left out
   */
  async open(id: string, seen: number, to?: Place): Promise<void> {
    const turn = ++this.#asked;
    const answer = await getActivity(id);
    if (turn !== this.#asked) return;
    this.#part('conflict').hidden = true;
    if (!answer.ok) {
      this.#showNothing(answer.status === 404 ? t.gone : answer.status === 0 ? t.failed : answer.detail);
      this.#dialog.showModal();
      return;
    }
    this.#show(answer.body);
    this.#want(to ?? placeOf(answer.body));
    if (answer.body.revision !== seen) this.#tellConflict(null, answer.body);
    this.#dialog.showModal();
    await this.#ask();
    // A drop has said where to; what is left is to confirm it.
    if (to) this.#save.focus();
  }

  /** Only why there is nothing: what was opened before must not stand there, to be moved for another. */
  #showNothing(why: string): void {
    this.#activity = null;
    this.#part('title').textContent = why;
    this.#back.textContent = this.#back.dataset.close ?? '';
    this.#hideParts(true);
  }

  #hideParts(isHidden: boolean): void {
    const parts = 'dl, .move-to, [data-do=save], [data-do=pin]';
    for (const part of this.#dialog.querySelectorAll<HTMLElement>(parts)) part.hidden = isHidden;
  }

  #show(activity: Activity): void {
    this.#activity = activity;
    this.#hideParts(false);
    this.#part('title').textContent = activity.title;
    const clock = activity.allDay ? '' : ` ${activity.start.slice(11, 16)}–${activity.end.slice(11, 16)}`;
    this.#part('when').textContent = slotText(placeOf(activity)) + clock;
    this.#part('place').textContent = activity.place;
    this.#part('status').textContent = t.statuses[activity.status];
    this.#part('reasons').textContent = activity.reasons.join('；');
    this.#part('reasons-row').hidden = activity.reasons.length === 0;
    this.#pin.textContent = (activity.pinned ? this.#pin.dataset.unpin : this.#pin.dataset.pin) ?? '';
  }

  #say(
    text: string,
    sort: 'plain' | 'fine' | 'warn' | 'error',
    list: readonly string[] = [],
    after = '',
  ): void {
    const answer = this.#part('answer');
    answer.className = `answer ${sort}`;
    const paragraph = (words: string): HTMLElement => {
      const element = document.createElement('p');
      element.textContent = words;
      return element;
    };
    const bullets = document.createElement('ul');
    for (const one of list) {
      const item = document.createElement('li');
      item.textContent = one;
      bullets.append(item);
    }
    answer.replaceChildren(
      ...(text === '' ? [] : [paragraph(text)]),
      ...(list.length > 0 ? [bullets] : []),
      ...(after === '' ? [] : [paragraph(after)]),
    );
  }

  /** Asks at once what the place in the fields would mean. */
  async #ask(): Promise<void> {
    const activity = this.#activity;
    const wanted = this.#wanted();
    const turn = ++this.#asked;
    const moves = activity !== null && wanted !== null && !samePlace(wanted, placeOf(activity));
    this.#save.disabled = !moves;
    this.#back.textContent = (moves ? this.#back.dataset.back : this.#back.dataset.close) ?? '';
    if (!moves) {
      this.#say('', 'plain');
      return;
    }
    this.#say(t.asking, 'plain');
    const answer = await rehearse(activity, timesAt(activity, wanted, this.setting.hours));
    if (turn !== this.#asked) return;
    if (!answer.ok) {
      await this.#refuse(answer);
      return;
    }
    const { warnings, told } = answer.body;
    const tells =
      told === null
        ? t.tellsLater
        : told.length === 0
          ? t.tellsNobody
          : t.tells(told.map((id) => this.setting.people[id] ?? id).join(t.listComma));
    if (warnings.length === 0) this.#say(slotText(wanted) + t.colon + t.fine, 'fine', [], tells);
    else
      this.#say(
        slotText(wanted) + t.colon + t.breaks(warnings.length),
        'warn',
        warnings.map(({ message }) => message.replace(/^\d{4}-\d\d-\d\d：/, '')),
        t.stillPossible + tells,
      );
  }

  async #refuse({ status, detail }: { readonly status: number; readonly detail: string }): Promise<void> {
    if (status === 412 && this.#activity) {
      await this.#adopt(this.#activity);
      return;
    }
    this.#save.disabled = true;
    this.#say(status === 0 ? t.failed : t.refused(detail), 'error');
  }

  /** Somebody was faster: says how it stands now, and goes on from there. */
  async #adopt(before: Activity): Promise<void> {
    const fresh = await getActivity(before.id);
    if (!fresh.ok) {
      this.#say(fresh.status === 404 ? t.gone : t.failed, 'error');
      return;
    }
    this.#show(fresh.body);
    this.#tellConflict(before, fresh.body);
    await this.#ask();
  }

  /** @param before how it stood on the page, where that is known */
  #tellConflict(before: Activity | null, now: Activity): void {
    const conflict = this.#part('conflict');
    const place = placeOf(now);
    const status = t.statuses[now.status];
    const movedAway = before === null || !samePlace(placeOf(before), place);
    conflict.textContent = movedAway ? t.changedMeanwhile(slotText(place), status) : t.changedElse(status);
    conflict.hidden = false;
  }

  async #move(): Promise<void> {
    const activity = this.#activity;
    const wanted = this.#wanted();
    if (activity === null || wanted === null) return;
    this.#save.disabled = true;
    const answer = await changeActivity(activity, timesAt(activity, wanted, this.setting.hours));
    if (!answer.ok) {
      await this.#refuse(answer);
      return;
    }
    this.#dialog.close();
    await this.setting.onChanged(answer.body, t.moved(slotText(placeOf(answer.body))));
  }

  async #togglePin(): Promise<void> {
    const activity = this.#activity;
    if (activity === null) return;
    const answer = await changeActivity(activity, { pinned: !activity.pinned });
    if (!answer.ok) {
      await this.#refuse(answer);
      return;
    }
    this.#dialog.close();
    await this.setting.onChanged(answer.body, answer.body.pinned ? t.pinned : t.unpinned);
  }
}
