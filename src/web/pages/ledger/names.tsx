import type { Town } from '../../../town/index.js';
import type { Words } from '../../words/index.js';
import { Said } from '../said.js';

/** A village by its id; what belongs to none is the whole town's. */
export function villageName({ villages }: Town, t: Words, id: string | null): string {
  if (id === null) return t.ledger.wholeTown;
  const village = villages.find((one) => one.id === id);
  return village ? t.names.village(village) : id;
}

/** A form by its id. */
export const FormName = ({ town, t, id }: { town: Town; t: Words; id: string }) => {
  const form = town.forms.find((one) => one.id === id);
  return <Said t={t} zh={form?.name ?? id} en={form ? t.names.form(form) : null} />;
};

/** `12,345`. */
export const numberText = (value: number): string => value.toLocaleString('en-US');
