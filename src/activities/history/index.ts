/**
 * What the trail says of a fact, for people: each change of it in a sentence.
 */
export * from './states.js';
export * from './words.js';
export * from './sentences.js';
export * from './history.js';
