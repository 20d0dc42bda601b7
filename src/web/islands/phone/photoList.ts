import type { DraftPhoto } from './drafts.js';
import { shrunk, thumbnail } from './shrink.js';
import { t } from './words.js';

/** The name of a photo as it is sent: a canvas makes JPEGs. */
const nameOf = (file: File, sent: Blob): string =>
  sent.type === 'image/jpeg' ? `${file.name.replace(/\.[^.]*$/, '')}.jpg` : file.name;

/** 128 random bits. Not by `randomUUID`, which a page over plain http has not. */
export const randomId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

interface Setting {
  /** How many may be added. */
  readonly most: number;
  readonly activity: string;
  readonly onAdded: (photo: DraftPhoto) => Promise<void>;
  readonly onRemoved: (photo: DraftPhoto) => Promise<void>;
  /** @param left how many are still being made small */
  readonly onPreparing: (left: number) => void;
  readonly onTooMany: () => void;
  /** A photo could not be read: it lies in a cloud, or was deleted meanwhile. */
  readonly onUnread: () => void;
}

/** The photos that wait to be sent, as little pictures, each with a button that takes it away. */
export class PhotoList {
  readonly photos: DraftPhoto[] = [];
  readonly #list: HTMLElement;
  /** Ends when every photo chosen so far is kept. */
  ready: Promise<void> = Promise.resolve();
  #left = 0;

  constructor(
    form: HTMLFormElement,
    private readonly setting: Setting,
  ) {
    const list = form.querySelector<HTMLElement>('[data-photos]');
    if (!list) throw new Error('no place for photos');
    this.#list = list;
    for (const input of form.querySelectorAll<HTMLInputElement>('input[type=file]'))
      input.addEventListener('change', () => {
        const files = [...(input.files ?? [])];
        // What is kept here must not go with the form a second time, and the same photo may be chosen again.
        input.value = '';
        this.#choose(files);
      });
  }

  async show(photo: DraftPhoto): Promise<void> {
    this.photos.push(photo);
    const item = document.createElement('li');
    const picture = await thumbnail(new Blob([photo.bytes], { type: photo.type }));
    picture.setAttribute('role', 'img');
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = t.remove;
    button.addEventListener('click', () => void this.#remove(photo, item));
    item.append(picture, button);
    this.#list.append(item);
    this.#number();
  }

  #choose(files: readonly File[]): void {
    const room = Math.max(0, this.setting.most - this.photos.length - this.#left);
    if (files.length > room) this.setting.onTooMany();
    const taken = files.slice(0, room);
    this.#left += taken.length;
    // One after the other: a photo of a phone unfolds to fifty megabytes.
    for (const file of taken) this.ready = this.ready.then(() => this.#add(file));
  }

  async #add(file: File): Promise<void> {
    this.setting.onPreparing(this.#left);
    // One that fails must not stop those after it, nor the form that waits for them all.
    const photo = await this.#read(file).catch(() => null);
    if (photo) await this.show(photo);
    this.#left -= 1;
    if (photo) await this.setting.onAdded(photo);
    else this.setting.onUnread();
    this.setting.onPreparing(this.#left);
  }

  /** @throws where the phone does not give the file out */
  async #read(file: File): Promise<DraftPhoto> {
    const sent = await shrunk(file);
    return {
      activity: this.setting.activity,
      id: `${this.#nextPlace()}-${randomId()}`,
      name: nameOf(file, sent),
      type: sent.type,
      bytes: await new Response(sent).arrayBuffer(),
    };
  }

  /** Two digits, so that photos come back in the order they were taken. */
  #nextPlace(): string {
    const last = this.photos[this.photos.length - 1];
    return String(last ? Number(last.id.slice(0, 2)) + 1 : 0).padStart(2, '0');
  }

  async #remove(photo: DraftPhoto, item: HTMLElement): Promise<void> {
    const at = this.photos.indexOf(photo);
    if (at < 0) return;
    this.photos.splice(at, 1);
    const next = item.nextElementSibling ?? item.previousElementSibling;
    item.remove();
    this.#number();
    const focus = next?.querySelector('button') ?? document.querySelector<HTMLElement>('.pick input');
    focus?.focus();
    await this.setting.onRemoved(photo);
  }

  #number(): void {
    this.#list.hidden = this.photos.length === 0;
    [...this.#list.children].forEach((item, index) => {
      item.querySelector('canvas')?.setAttribute('aria-label', t.photo(index + 1));
      item.querySelector('button')?.setAttribute('aria-label', t.removeNumber(index + 1));
    });
  }
}
