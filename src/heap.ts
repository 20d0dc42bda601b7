import { setFlagsFromString } from 'node:v8';

/**
 * Lets the heap grow to three times of what is alive in it before what is dead is collected. By itself V8 lets it grow to four
 * times and more: a program that looks into one town after another, and keeps little of each, then has most of its memory
 * full of what nobody needs. Twice would be collected so often that some answer is always kept waiting. No limit: where
 * more is alive, more is taken.
 */
export const keepHeapSmall = (): void => {
  setFlagsFromString('--heap-growing-percent=200');
};
