/** Prints the outcome of the run as one plain last line, for whatever reads the log. */
export default class CountReporter {
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    // After Jest's own summary, which comes with the end of the process.
    process.once('exit', () => {
      process.stdout.write(`${results.numPassedTests} passed, ${failed} failed\n`);
    });
  }
}
