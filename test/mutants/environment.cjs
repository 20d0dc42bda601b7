const { TestEnvironment } = require('jest-environment-node');

/** One failing test is enough to find a mutant; Jest itself gives up only between files, and a room is one file. */
module.exports = class extends TestEnvironment {
  #failed = false;

  async handleTestEvent(event, state) {
    await super.handleTestEvent?.(event, state);
    if (event.name === 'test_fn_failure' || event.name === 'hook_failure') this.#failed = true;
    if (event.name === 'test_start' && this.#failed) event.test.mode = 'skip';
  }
};
