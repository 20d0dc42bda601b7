/**
 * Drafts of records, kept on the phone itself: a page may be closed, a battery may be empty, a village may have no line.
 *
 * Photos are kept as plain bytes, each for itself: they are large, and what is typed is written at every pause.
 */

import { base } from '../base.js';

/** What was typed of one record and not yet sent. */
export interface Draft {
  /** The activity's id; a new link to the same activity finds it again. */
  readonly activity: string;
  /** What differs from how the page came. */
  readonly values: Readonly<Record<string, string>>;
  /** Made once when it was given to be sent; null while it is being written. */
  readonly sending: string | null;
  /** Which record the page showed when it was given to be sent; empty: none. */
  readonly seen: string;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
}

/** A photo that waits to be sent, small already. */
export interface DraftPhoto {
  readonly activity: string;
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: ArrayBuffer;
}

/** Links open for a month after; what is older nobody can send any more. */
const KEPT_MS = 60 * 86_400_000;

const asked = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new Error('no answer'));
    };
  });

const done = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => {
      resolve();
    };
    transaction.onabort = () => {
      reject(transaction.error ?? new Error('aborted'));
    };
  });

const photosOf = (activity: string): IDBKeyRange => IDBKeyRange.bound([activity], [activity, '\uffff']);

/** The drafts of this phone. */
export class Drafts {
  private constructor(private readonly database: IDBDatabase) {}

  /** @throws where the browser keeps nothing, as in a private window */
  static async open(): Promise<Drafts> {
    // Two towns of one host may have an activity of the same id.
    const request = indexedDB.open(`pufa-drafts${base}`, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('drafts', { keyPath: 'activity' });
      request.result.createObjectStore('photos', { keyPath: ['activity', 'id'] });
    };
    return new Drafts(await asked(request));
  }

  async get(activity: string): Promise<{ draft: Draft | undefined; photos: DraftPhoto[] }> {
    const transaction = this.database.transaction(['drafts', 'photos']);
    const draft = asked(transaction.objectStore('drafts').get(activity) as IDBRequest<Draft | undefined>);
    const photos = asked(
      transaction.objectStore('photos').getAll(photosOf(activity)) as IDBRequest<DraftPhoto[]>,
    );
    return { draft: await draft, photos: await photos };
  }

  async put(draft: Draft): Promise<void> {
    const transaction = this.database.transaction('drafts', 'readwrite');
    transaction.objectStore('drafts').put(draft);
    await done(transaction);
  }

  async putPhoto(photo: DraftPhoto): Promise<void> {
    const transaction = this.database.transaction('photos', 'readwrite');
    transaction.objectStore('photos').put(photo);
    await done(transaction);
  }

  async removePhoto({ activity, id }: Pick<DraftPhoto, 'activity' | 'id'>): Promise<void> {
    const transaction = this.database.transaction('photos', 'readwrite');
    transaction.objectStore('photos').delete([activity, id]);
    await done(transaction);
  }

  async remove(activity: string): Promise<void> {
    const transaction = this.database.transaction(['drafts', 'photos'], 'readwrite');
    transaction.objectStore('drafts').delete(activity);
    transaction.objectStore('photos').delete(photosOf(activity));
    await done(transaction);
  }

  /** Takes away what nobody can send any more. @param now milliseconds since 1970 */
  async removeOld(now: number): Promise<void> {
    const store = this.database.transaction('drafts').objectStore('drafts');
    const drafts = await asked(store.getAll() as IDBRequest<Draft[]>);
    for (const { activity, savedAt } of drafts) if (savedAt < now - KEPT_MS) await this.remove(activity);
  }
}
