import type { LawGuide } from '../facts/index.js';
import type { Town } from '../town/index.js';

/**
 * How many 法律明白人 each village ought to have: 《乡村“法律明白人”培养工作规范（试行）》（2021-11-08）, three a village
 * by 2025.
 */
const LAW_GUIDES_WANTED = 3;

/** How a village's register stands: numbers only, no names. */
export interface RegisterRow {
  readonly village: string;
  readonly registered: number;
  readonly wanted: number;
  readonly missing: number;
}

/** The villages' registers in the town's order, and how many people each still lacks. */
export const registerOf = (town: Town, guides: readonly Pick<LawGuide, 'village'>[]): RegisterRow[] =>
  town.villages.map(({ id }) => {
    const registered = guides.filter(({ village }) => village === id).length;
    return {
      village: id,
      registered,
      wanted: LAW_GUIDES_WANTED,
      missing: Math.max(0, LAW_GUIDES_WANTED - registered),
    };
  });
