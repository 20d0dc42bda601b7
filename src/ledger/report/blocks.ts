/** A piece of a document. Text may hold marks `⟦3⟧`: the third line of the table of sources. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'annex'; readonly name: string; readonly title: string }
  | TableBlock
  | { readonly kind: 'photos'; readonly photos: readonly PhotoBlock[] };

export interface TableBlock {
  readonly kind: 'table';
  readonly caption: string;
  /** Widths are shares of the whole. */
  readonly columns: readonly { readonly head: string; readonly width: number }[];
  readonly rows: readonly (readonly string[])[];
}

export interface PhotoBlock {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  readonly caption: string;
}

/** A document before it has a form. */
export interface Draft {
  readonly title: string;
  readonly subtitle: string;
  readonly blocks: readonly Block[];
  /** Who signs, and the day it was made. */
  readonly signature: string;
  readonly day: string;
}

export const heading = (level: 1 | 2 | 3, text: string): Block => ({ kind: 'heading', level, text });
export const text = (words: string): Block => ({ kind: 'text', text: words });
