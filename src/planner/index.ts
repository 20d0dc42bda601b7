/**
 * From a town's data to a plan: tasks, the slots each may take, the model, its optimum, and why.
 *
 * Pure, but that solving loads the solver (HiGHS, WebAssembly) and may do so in a worker thread. Rules are written
 * once (`rules/`): the filters, limits and costs there make the model, the evaluation and the reasons alike.
 */
export * from './task.js';
export * from './tasks.js';
export * from './circumstances.js';
export * from './rules/index.js';
export * from './evaluate.js';
export * from './changes.js';
export * from './smallestChange.js';
export * from './explain.js';
export * from './warnings.js';
export * from './candidates.js';
export { problemOf, type Problem, type TownPlanning } from './problem.js';
export { costOfChoices } from './tally.js';
export { greedyChoices } from './greedy.js';
export * from './optimum.js';
export * from './plan.js';
export * from './county.js';
export * from './replan.js';
export * from './solver/index.js';
