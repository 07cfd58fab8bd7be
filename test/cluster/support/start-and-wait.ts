/* Starts a server, prints the ids of its processes, and waits to be killed: `start-and-wait.ts PROGRAM`. */
import { startServer } from './server';

startServer(process.argv[2]).then(({ pids }) => {
  console.log(pids.join(' '));
  setInterval(() => undefined, 1000);
}, (error) => {
  console.error(error);
  process.exit(1);
});
