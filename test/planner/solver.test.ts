import { describe, expect, it } from '@jest/globals';
import { modelOf, runModel, withHighs } from '../../src/planner/solver/highs.js';
import { Columns, Rows } from '../../src/planner/solver/rows.js';
