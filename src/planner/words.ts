import type { Day } from '../calendar/index.js';
import type { Slot } from './task.js';

export const HALF_NAMES = { am: '上午', pm: '下午', day: '全天' } as const;

/** “12月9日”. */
export const dayWords = (day: Day): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;

/** “12月9日上午”. */
export const slotWords = ({ date, half }: Slot): string => `${dayWords(date)}${HALF_NAMES[half]}`;
