/*
 * Advisory locks of PostgreSQL: two numbers, of which the first says what for. They end with the transaction or the
 * connection that holds them, so a process that is killed leaves none.
 */

/** “pufa” in ASCII, and on from there. */
const BASE = 0x70756661;

/** Writes of one town, one after another; held to the end of the transaction. */
const WRITING = BASE;
/** What one process does for all. */
const LEADING = BASE + 1;
/** Shared by every process that serves; whole for who changes everything. */
const SERVING = BASE + 2;
/** The tables are being made. */
export const MIGRATING = BASE + 3;

export const lockStatement = (what: number): string => `select pg_advisory_xact_lock(${what}, 0)`;

export const LOCK_TOWN = `select pg_advisory_xact_lock(${WRITING}, hashtext($1))`;
export const TRY_TO_LEAD = `select pg_try_advisory_lock(${LEADING}, hashtext($1)) as done`;
export const TRY_TO_SERVE = `select pg_try_advisory_lock_shared(${SERVING}, 0) as done`;
export const TRY_TO_BE_ALONE = `select pg_try_advisory_lock(${SERVING}, 0) as done`;

/** Who serves: the other sessions that hold that lock. */
export const WHO_SERVES = `
  select distinct activity.pid, activity.application_name as name, host(activity.client_addr) as host
  from pg_locks as held join pg_stat_activity as activity using (pid)
  where held.locktype = 'advisory' and held.classid = ${SERVING} and held.granted
    and held.database = (select oid from pg_database where datname = current_database())
    and activity.pid <> pg_backend_pid()`;
