/*
 * Advisory locks of PostgreSQL: two numbers, of which the first says what for. They end with the transaction or the
 * connection that holds them, so a process that is killed leaves none.
 */

/** “pufa” in ASCII, and on from there. */
const BASE = 0x70756661;

/** Writes of one town, one after another, and beside none of them swaps; held to the end of the transaction. */
const WRITING = BASE;
/** What one process does for all. */
const LEADING = BASE + 1;
/** Shared by every process that serves; whole for who changes everything. */
const SERVING = BASE + 2;
/** The tables are being made. */
export const MIGRATING = BASE + 3;
/** A process is there, by its name. */
const BEING_THERE = BASE + 4;
/** Shared by every process that does a share of a task. */
const TAKING_PART = BASE + 5;

export const lockStatement = (what: number): string => `select pg_advisory_xact_lock(${what}, 0)`;

/** Gives a number of the sequence that was taken when the lock was held. */
export const LOCK_TOWN = `
  with locked as materialized (select pg_advisory_xact_lock(${WRITING}, hashtext($1)))
  select nextval('pufa.version') as version from locked`;
export const SHARE_TOWN = `select pg_advisory_xact_lock_shared(${WRITING}, hashtext($1))`;
export const TRY_TO_LEAD = `select pg_try_advisory_lock(${LEADING}, hashtext($1)) as done`;
/** Shares `$2` of a task `$1`, and the lock of each. */
const SHARES = 'unnest($2::int[]) as share';
const SHARE = `${LEADING}, hashtext($1 || ' ' || share)`;
/** Those that nobody held. */
export const TRY_TO_LEAD_SHARES = `select share from ${SHARES} where pg_try_advisory_lock(${SHARE})`;
export const LET_GO_OF_SHARES = `select pg_advisory_unlock(${SHARE}) from ${SHARES}`;
export const TAKE_PART = `select pg_advisory_lock_shared(${TAKING_PART}, hashtext($1))`;
export const TRY_TO_SERVE = `select pg_try_advisory_lock_shared(${SERVING}, 0) as done`;
export const TRY_TO_BE_ALONE = `select pg_try_advisory_lock(${SERVING}, 0) as done`;

/** Held by a process as long as it lives; its parameter is its name. */
export const BE_THERE = `select pg_advisory_lock_shared(${BEING_THERE}, hashtext($1))`;

/** The numbers that are held, and by whom; a lock's number is kept without a sign. */
const heldFor = (what: number): string => `
  select objid::bigint as number, pid from pg_locks
  where locktype = 'advisory' and classid = ${what} and granted
    and database = (select oid from pg_database where datname = current_database())`;
const numberOf = (name: string): string => `(hashtext(${name})::bigint & x'ffffffff'::bigint)`;

/** Of these names those that nobody holds. */
export const WHO_IS_GONE = `
  select name from unnest($1::text[]) as name where ${numberOf('name')} not in (
    select number from (${heldFor(BEING_THERE)}) as there)`;

export const WHO_TAKES_PART = `
  select coalesce(array_agg(pid), '{}') as pids from (${heldFor(TAKING_PART)}) as taking_part where number = ${numberOf('$1')}`;

/**
 * A machine that goes dark says no word; asked by the server's system it is missed within the minute, and its locks end. Not
 * every system knows how to ask.
 */
export const BE_ASKED = `
  set tcp_keepalives_idle = 30; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 3`;

/** Who serves: the other sessions that hold that lock. */
export const WHO_SERVES = `
  select distinct activity.pid, activity.application_name as name, host(activity.client_addr) as host
  from pg_locks as held join pg_stat_activity as activity using (pid)
  where held.locktype = 'advisory' and held.classid = ${SERVING} and held.granted
    and held.database = (select oid from pg_database where datname = current_database())
    and activity.pid <> pg_backend_pid()`;
