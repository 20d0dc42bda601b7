// By hand and without the solver; what solves whole towns is no part of this.
import '../planner/slots.test.js';
import '../planner/rules.test.js';
import '../planner/reasons.test.js';
import '../planner/circumstances.test.js';
import '../planner/tasks.test.js';
import '../planner/warnings.test.js';
import '../planner/evaluate.test.js';
import '../planner/smallestChange.test.js';
import '../planner/changes.test.js';
