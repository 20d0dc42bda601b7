import { daysBetween } from '../../calendar/index.js';
import type { Circumstances } from '../circumstances.js';
import { sameSlot, type Slot, type Task } from '../task.js';

/** What a slot costs by itself; whole, smaller is better. */
export interface SlotCost {
  readonly name: 'distance' | 'weekend' | 'market' | 'moved';
  of(task: Pick<Task, 'id' | 'keyDay' | 'market'>, slot: Slot, circumstances: Circumstances): number;
}

const WEEKEND = 3;
const OFF_MARKET = 5;
const MOVED = 20;
/** What each activity over a week's comfortable number costs. */
export const LOAD_COST_EACH = 2;
const UNPLACED = 10_000;
const UNPLACED_AGAIN = 2_000;

/** One a day between the date and the key day. */
export const distanceCost: SlotCost = {
  name: 'distance',
  of: ({ keyDay }, { date }) => Math.abs(daysBetween(keyDay, date)),
};

/** For a Saturday or Sunday that is no make-up workday. */
export const weekendCost: SlotCost = {
  name: 'weekend',
  of: (_task, { date }, { workday }) => (workday(date).weekend ? WEEKEND : 0),
};

/** For a form that likes the market, off a market day. */
export const marketCost: SlotCost = {
  name: 'market',
  of: ({ market }, { date }, { isMarketDay }) => (market === 'prefer' && !isMarketDay(date) ? OFF_MARKET : 0),
};

/** For a released activity whose start changes, and one a day moved. */
export const movedCost: SlotCost = {
  name: 'moved',
  of: ({ id }, slot, { released }) => {
    const old = released.get(id);
    return old === undefined || sameSlot(old, slot) ? 0 : MOVED + Math.abs(daysBetween(old.date, slot.date));
  },
};

export const SLOT_COSTS: readonly SlotCost[] = [distanceCost, weekendCost, marketCost, movedCost];

export const slotCostOf = (task: Task, slot: Slot, circumstances: Circumstances): number =>
  SLOT_COSTS.reduce((sum, cost) => sum + cost.of(task, slot, circumstances), 0);

/** The `n`-th task of one village without a slot (from 1): each further one dearer, so that shortage spreads. */
export const unplacedCostOf = (n: number): number => UNPLACED + UNPLACED_AGAIN * (n - 1);

/** Town-wide tasks count as one village for that. */
export const shortageGroupOf = ({ village }: Pick<Task, 'village'>): string => village ?? '';

/** A week of the town with `count` activities that are not light. */
export const loadCostOf = (count: number, comfortable: number): number =>
  LOAD_COST_EACH * Math.max(0, count - comfortable);
