import type { Activity, Contact, ImportKind } from '../../src/facts/index.js';
import { contentPreview, readFile, type Preview } from '../../src/imports/index.js';
import { gangmen } from './gangmen.js';

interface Setting {
  readonly contacts?: readonly Contact[];
  readonly activities?: readonly Activity[];
  readonly form?: string;
}

/** What a file would do in 港门镇. */
export async function preview(
  kind: ImportKind,
  file: Buffer | string,
  { contacts = [], activities = [], form }: Setting = {},
): Promise<Preview> {
  const content = await readFile(Buffer.from(file));
  return contentPreview(content, { kind, form: form ?? null }, { contacts, activities }, gangmen);
}

/** Faults as `C7: what to do`, the sheet before it where there is one. */
export const faultsIn = ({ faults }: Pick<Preview, 'faults'>): string[] =>
  faults.map(({ sheet, cell, message }) => `${sheet}!${cell}: ${message}`);

export const notesIn = ({ notes }: Pick<Preview, 'notes'>): string[] =>
  notes.map(({ sheet, cell, message }) => `${sheet}!${cell}: ${message}`);
