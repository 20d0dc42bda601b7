/**
 * Who asks, how that is known (passwords, sessions, tokens), what a role may do, and what it sees of it.
 */
export * from './principal.js';
export * from './confirming.js';
export * from './passwords.js';
export * from './passwordRules.js';
export * from './loginDesk.js';
export * from './origin.js';
export * from './sessions.js';
export * from './countyPeople.js';
export * from './tokens.js';
export * from './accounts.js';
export * from './settingPasswords.js';
export * from './sight.js';
