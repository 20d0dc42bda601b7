import { availableParallelism } from 'node:os';

/** The pure rooms, and what is a room within one. */
const COVERED = [
  ...['calendar', 'calendar/rules', 'town', 'facts', 'planner', 'planner/rules', 'planner/solver', 'feeds'],
  ...['reminders', 'reminders/channels', 'ledger', 'ledger/report', 'ledger/sheets'],
];

/** Unit, property and end-to-end tests; the last also drive the built program in `dist/`. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', tsx: true },
          target: 'es2022',
          transform: { react: { runtime: 'automatic', importSource: 'preact' } },
        },
        module: { type: 'es6' },
      },
    ],
  },
  // Many suites wait for browsers, servers and disks: three workers for two cores leave none idle. No percentage: jest
  // takes those above 100 for a number of workers.
  maxWorkers: Math.ceil(1.5 * availableParallelism()),
  testSequencer: '<rootDir>/test/support/longestFirst.js',
  // Modules of finished suites are not given back: a worker that has grown is made anew.
  workerIdleMemoryLimit: '1500MB',
  // It writes into the tree.
  testPathIgnorePatterns: [
    '/node_modules/',
    ...(process.env.SHOTS === undefined ? ['/readmePictures\\.'] : []),
  ],
  // Says that a test hangs, not that the machine is busy.
  testTimeout: 30_000,
  globalSetup: '<rootDir>/test/support/postgres/globalSetup.js',
  globalTeardown: '<rootDir>/test/support/postgres/globalTeardown.js',
  // `npm run coverage`: the pure rooms, by their own suites alone.
  coverageProvider: 'v8',
  coverageReporters: ['text', 'html'],
  collectCoverageFrom: ['src/{calendar,town,facts,planner,feeds,reminders,ledger}/**/*.ts'],
  coverageThreshold: Object.fromEntries(
    COVERED.map((room) => [`./src/${room}/`, { lines: 90, branches: 90 }]),
  ),
  reporters: ['default', '<rootDir>/test/support/count-reporter.js'],
};
