import { dayText } from '../calendar/index.js';
import type { Slot } from './task.js';

export const HALF_NAMES = { am: '上午', pm: '下午', day: '全天' } as const;

/** “12月9日上午”. */
export const slotWords = ({ date, half }: Slot): string => `${dayText(date)}${HALF_NAMES[half]}`;

/** What people call the one of that id; the id itself where the list has none. */
export const nameOf = (list: readonly { readonly id: string; readonly name: string }[], id: string): string =>
  list.find((item) => item.id === id)?.name ?? id;
