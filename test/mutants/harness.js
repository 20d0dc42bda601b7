import { format } from 'node:util';

/*
 * What the suites import as `@jest/globals` when they are run for mutants: it takes down tests and runs none. Whoever
 * loads the suites has put a list into `globalThis.suites` before.
 */
export { expect } from 'expect';

/** The list that is being filled: the tests, and what is done after each. */
const { tests, after } = globalThis.suites;
const path = [];

export function describe(name, body) {
  path.push(name);
  body();
  path.pop();
}

export function it(name, body) {
  const id = [...path, name].join(' ');
  // Ids tell tests apart; two of one name are two.
  const twins = tests.filter((test) => test.name === id).length;
  tests.push({ id: twins === 0 ? id : `${id} #${twins + 1}`, name: id, body });
}

/** A row a test; a row that is no list is its only argument. */
const each = (define) => (rows) => (name, body) => {
  for (const row of rows) {
    const values = Array.isArray(row) ? row : [row];
    const holes = name.match(/%[sdifjoO]/g)?.length ?? 0;
    define(format(name, ...values.slice(0, holes)), () => body(...values));
  }
};

it.each = each(it);
describe.each = each(describe);
export const test = it;

export const afterEach = (body) => void after.push(body);

/** A mutant's time is watched over by whoever runs it. */
export const jest = { setTimeout: () => undefined };
