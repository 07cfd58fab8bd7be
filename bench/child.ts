/*
 * One measurement, in a process of its own: `node child.js <scenario> <size as JSON>` prints it as JSON.
 */
import { join } from 'node:path';
import { Measurement } from './measure';
import { Scenario } from './scenarios/scenario';

const [, , name, size] = process.argv;

function cpuMilliseconds(since?: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

const beforeLoading = process.cpuUsage();
const { scenario } = require(join(__dirname, 'scenarios', name)) as { scenario: Scenario<unknown> };
const loading = cpuMilliseconds(beforeLoading);

const work = scenario(JSON.parse(size));
const before = process.cpuUsage();
work.run();
const cpu = cpuMilliseconds(before);
const peak = process.resourceUsage().maxRSS / 1024;
work.cleanUp?.();

const measurement: Measurement = { units: work.units, loading, cpu, peak };
process.stdout.write(JSON.stringify(measurement));
