/*
 * `node --require whole-process.js ...` prints what the process took as the last line of its output, when it ends.
 */
import { writeSync } from 'node:fs';

const STDOUT = 1;

process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  const measurement = { units: 1, cpu: (user + system) / 1000, wall: performance.now(), peak: process.resourceUsage().maxRSS / 1024 };
  writeSync(STDOUT, `\n${JSON.stringify(measurement)}`);
});
