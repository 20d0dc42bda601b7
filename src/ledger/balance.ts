import type { Measure, Part } from './measures.js';

/** What villages are held against each other by: how often somebody came, and how many they reached. */
const COMPARED: readonly Measure[] = ['sessions', 'people'];

/** How evenly the villages are served. */
export interface Balance {
  readonly measure: Measure;
  /** The middle value of the villages; of an even number of them the mean of the two in the middle. */
  readonly median: number;
  /** Villages with less than half of the median, the least first. */
  readonly below: readonly { readonly village: string; readonly value: number }[];
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return ((sorted[Math.ceil(half) - 1] ?? 0) + (sorted[Math.floor(half)] ?? 0)) / 2;
}

/** Who has under half of what a village in the middle has. */
export const balanceOf = (byVillage: readonly Part<string | null>[]): Balance[] =>
  COMPARED.map((measure) => {
    const villages = byVillage.flatMap(({ key, figures }) =>
      key === null ? [] : [{ village: key, value: figures[measure].value }],
    );
    const median = medianOf(villages.map(({ value }) => value));
    return {
      measure,
      median,
      below: villages.filter(({ value }) => value * 2 < median).sort((a, b) => a.value - b.value),
    };
  });
