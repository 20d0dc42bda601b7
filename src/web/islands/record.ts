import { Again } from './phone/again.js';
import { changedIn, fillIn, showFaults } from './phone/controls.js';
import { Drafts } from './phone/drafts.js';
import { PhotoList, randomId } from './phone/photoList.js';
import { send, type Outcome, type Sending } from './phone/send.js';
import { StateLine } from './phone/state.js';
import { wireSteppers } from './phone/steppers.js';
import { t } from './phone/words.js';

/** A pause in typing, after which it is kept, in milliseconds. */
const PAUSE_MS = 250;

/** Milliseconds since 1970. */
const now = (): number => Math.round(performance.timeOrigin + performance.now());

/** The form of a record: kept as it is typed, sent until it has arrived. Without it the form works as any form. */
class RecordForm {
  readonly #activity: string;
  readonly #line: StateLine;
  readonly #photos: PhotoList;
  readonly #again = new Again(() => void this.#send());
  readonly #button: HTMLButtonElement | null;
  readonly #word: string;
  /** Of the sending that is to arrive; null while it is being written. */
  #sending: string | null = null;
  /** Which record this one was written over. */
  #seen: string;
  #underWay: Sending | null = null;
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly form: HTMLFormElement,
    /** Null where the browser keeps nothing. */
    private readonly drafts: Drafts | null,
  ) {
    this.#activity = form.dataset.record ?? '';
    this.#seen = form.querySelector<HTMLInputElement>('[name=seen]')?.value ?? '';
    this.#line = new StateLine(form);
    this.#button = form.querySelector<HTMLButtonElement>('[type=submit]');
    this.#word = this.#button?.textContent ?? '';
    const most = Number(form.dataset.most);
    this.#photos = new PhotoList(form, {
      most,
      activity: this.#activity,
      onAdded: async (photo) => {
        this.#rewrite();
        try {
          await this.drafts?.putPhoto(photo);
        } catch {
          // No room: it goes with the form, but not over a closed page.
          this.#line.say('waiting', t.notSaved);
          return;
        }
        await this.#keep();
      },
      onRemoved: async (photo) => {
        this.#rewrite();
        await this.drafts?.removePhoto(photo);
        await this.#keep();
      },
      onPreparing: (left) => {
        if (left > 0) this.#line.say('preparing', t.preparing(left));
      },
      onTooMany: () => {
        this.#sayOfPhotos(t.tooMany(most));
      },
      onUnread: () => {
        this.#sayOfPhotos(t.unread);
        void this.#keep();
      },
    });
    form.classList.add('live');
    wireSteppers(form);
    form.addEventListener('input', ({ target }) => {
      if (target instanceof HTMLInputElement && target.type === 'file') return;
      this.#rewrite();
      clearTimeout(this.#pause);
      this.#pause = setTimeout(() => void this.#keep(), PAUSE_MS);
    });
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#hand();
    });
    window.addEventListener('pagehide', () => void this.#keep());
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') void this.#keep();
    });
  }

  #sayOfPhotos(text: string): void {
    showFaults(this.form, []);
    const fault = this.form.querySelector<HTMLElement>('#photos-fault');
    if (!fault) return;
    fault.textContent = text;
    fault.hidden = false;
  }

  /** Puts back what was kept; what was given to be sent goes on its way. */
  async restore(): Promise<void> {
    if (!this.drafts) return;
    const { draft, photos } = await this.drafts.get(this.#activity);
    for (const photo of photos) await this.#photos.show(photo);
    if (!draft) return;
    fillIn(this.form, draft.values);
    if (draft.sending === null) {
      this.#line.say('saved', t.saved, t.restored);
      return;
    }
    this.#sending = draft.sending;
    // It may have arrived, and only the answer was lost; the server knows.
    this.#seen = draft.seen;
    await this.#send();
  }

  /** What is changed is no longer what was given to be sent. */
  #rewrite(): void {
    if (this.#sending === null) return;
    this.#sending = null;
    this.#again.stop();
    this.#underWay?.stop();
    this.#underWay = null;
    this.#relabel();
  }

  #relabel(): void {
    if (this.#button) this.#button.textContent = this.#sending === null ? this.#word : t.retryNow;
  }

  async #keep(): Promise<void> {
    clearTimeout(this.#pause);
    if (this.#line.name === 'received') return;
    const values = changedIn(this.form);
    const isEmpty = Object.keys(values).length === 0 && this.#photos.photos.length === 0;
    try {
      if (!this.drafts) throw new Error('nothing is kept');
      if (isEmpty) await this.drafts.remove(this.#activity);
      else
        await this.drafts.put({
          activity: this.#activity,
          values,
          sending: this.#sending,
          seen: this.#seen,
          savedAt: now(),
        });
    } catch {
      if (this.#sending === null) this.#line.say('waiting', t.notSaved);
      return;
    }
    if (this.#sending !== null) return;
    if (isEmpty) this.#line.clear();
    else this.#line.say('saved', t.saved, t.savedHint);
  }

  /** The record is written: from here on it is sent until it has arrived. */
  async #hand(): Promise<void> {
    await this.#photos.ready;
    this.#sending ??= randomId();
    await this.#keep();
    this.#line.focus();
    this.#again.now();
  }

  #body(sending: string): FormData {
    const body = new FormData(this.form);
    body.delete('photos');
    body.append('sending', sending);
    body.set('seen', this.#seen);
    for (const { bytes, type, name } of this.#photos.photos)
      body.append('photos', new Blob([bytes], { type }), name);
    return body;
  }

  async #send(): Promise<void> {
    const id = this.#sending;
    if (id === null || this.#underWay) return;
    showFaults(this.form, []);
    this.#line.progress(0);
    this.#line.say('sending', t.sending, t.sendingHint);
    const sending = send(this.form.action, this.#body(id), (percent) => {
      this.#line.progress(percent);
    });
    this.#underWay = sending;
    this.#relabel();
    const outcome = await sending.outcome;
    // It was changed on its way: what came of it is not what stands here.
    if (this.#underWay !== sending) return;
    this.#underWay = null;
    await this.#came(outcome);
  }

  async #came(outcome: Outcome): Promise<void> {
    if (outcome.kind === 'unreached') {
      this.#line.say('waiting', outcome.busy ? t.busy : t.waiting, t.waitingHint);
      this.#again.later();
      return;
    }
    this.#sending = null;
    this.#relabel();
    if (outcome.kind === 'refused') {
      await this.#keep();
      if (outcome.errors.some(({ path }) => path === 'seen')) {
        this.#line.say('refused', t.unseen, outcome.errors[0]?.message);
        this.#line.link(t.openNew);
        return;
      }
      this.#line.say('refused', t.refused, outcome.errors.length > 0 ? t.refusedHint : outcome.detail);
      if (!showFaults(this.form, outcome.errors)) this.#line.focus();
      return;
    }
    this.#line.say('received', t.received, t.receivedHint);
    await this.drafts?.remove(this.#activity).catch(() => undefined);
    this.#showReceived();
  }

  /** The page is not loaded anew: the line may be gone again, and what is read here must be true. */
  #showReceived(): void {
    const line = this.form.querySelector('.state');
    if (line) this.form.replaceChildren(line);
    this.#line.link(t.look);
    for (const element of document.querySelectorAll<HTMLElement>('[data-until-filed]')) element.hidden = true;
    this.#line.focus();
  }
}

const form = document.querySelector<HTMLFormElement>('form[data-record]');
if (form)
  void Drafts.open()
    .catch(() => null)
    .then(async (drafts) => {
      const record = new RecordForm(form, drafts);
      await record.restore();
      await drafts?.removeOld(now());
    });
