// The quickest first: the first failure ends a mutant's run. Suites that read the shipped data come last.
import '../calendar/days.test.js';
import '../calendar/dueDays.test.js';
import '../calendar/writing.test.js';
import '../calendar/rules.test.js';
import '../calendar/occurrences.test.js';
import '../calendar/lunar.test.js';
import '../calendar/workdays.test.js';
import '../calendar/readme.test.js';
import '../calendar/goldens.test.js';
