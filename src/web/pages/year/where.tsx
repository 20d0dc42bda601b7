import type { Town } from '../../../town/index.js';
import type { Words } from '../../words/index.js';
import type { AgendaRow } from './agenda.js';

/** Names villages by their ids; one that the data no longer know keeps its id. */
const villageNames =
  (town: Town, t: Words) =>
  (ids: readonly string[]): string[] =>
    ids.map((id) => {
      const village = town.villages.find((one) => one.id === id);
      return village ? t.names.village(village) : id;
    });

/** Where a row is held, in words. */
export function whereText({ villages, everyVillage }: AgendaRow, town: Town, t: Words): string {
  if (everyVillage) return t.calendar.everyVillage(villages.length);
  if (villages.length === 0) return t.calendar.wholeTown;
  const names = villageNames(town, t)(villages).join(t.calendar.listComma);
  return villages.length === 1 ? names : t.calendar.someVillages(names, villages.length);
}

/** The same in a few characters, for a cell. */
export function whereShort({ villages, everyVillage }: AgendaRow, town: Town, t: Words): string {
  if (everyVillage) return t.calendar.everyVillage(villages.length);
  if (villages.length === 0) return t.calendar.wholeTown;
  return villages.length === 1
    ? (villageNames(town, t)(villages)[0] ?? '')
    : t.calendar.fewVillages(villages.length);
}
