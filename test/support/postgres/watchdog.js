/*
 * Runs a PostgreSQL server for a run of tests, and ends it when the run is over, however it ended:
 * node watchdog.js PARENT_PID UID GID postgres ARGUMENT…
 */
import { spawn } from 'node:child_process';
import { setInterval } from 'node:timers';

const [parent, uid, gid, command, ...args] = process.argv.slice(2);

const server = spawn(command, args, {
  stdio: ['ignore', 'inherit', 'inherit'],
  ...(uid === '' ? {} : { uid: Number(uid), gid: Number(gid) }),
});
server.on('exit', (code) => process.exit(code ?? 1));
server.on('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});

const isAlive = () => {
  try {
    process.kill(Number(parent), 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

// SIGINT is PostgreSQL's fast shutdown.
const end = () => server.kill('SIGINT');
process.on('SIGTERM', end);
setInterval(() => {
  if (!isAlive()) end();
}, 1000);
