/*
 * `MEASUREMENT=<file> node --require whole-process.js ...` writes what the process took into the file when it ends.
 */
import { writeFileSync } from 'node:fs';

process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  const measurement = { units: 1, cpu: (user + system) / 1000, wall: performance.now(), peak: process.resourceUsage().maxRSS / 1024 };
  writeFileSync(process.env.MEASUREMENT!, JSON.stringify(measurement));
});
