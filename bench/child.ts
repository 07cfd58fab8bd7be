/*
 * One measurement, in a process of its own: `node child.js <scenario> <size as JSON>` prints it as JSON.
 */
import { join } from 'node:path';
import { Measurement } from './measurement';
import { Scenario } from './scenarios/scenario';

interface Times {
  readonly cpu: number;
  readonly wall: number;
}

/** Milliseconds since the process started. */
function now(): Times {
  const { user, system } = process.cpuUsage();
  return { cpu: (user + system) / 1000, wall: performance.now() };
}

/** Modules that are loaded late count, and so those that are loaded early count, too. What prepares the work does not. */
async function measureOnce(name: string, size: unknown): Promise<Measurement> {
  const start = now();
  const { scenario } = await import(join(__dirname, 'scenarios', name)) as { scenario: Scenario<unknown> };
  const loaded = now();
  const work = scenario(size);
  const prepared = now();
  await work.run();
  const end = now();
  const peak = process.resourceUsage().maxRSS / 1024;
  work.cleanUp?.();
  const sum = (time: keyof Times) => loaded[time] - start[time] + end[time] - prepared[time];
  return { units: work.units, cpu: work.isWarm ? end.cpu - prepared.cpu : sum('cpu'), wall: sum('wall'), peak };
}

const [, , scenarioName, scenarioSize] = process.argv;
void measureOnce(scenarioName, JSON.parse(scenarioSize)).then((measurement) => process.stdout.write(`\n${JSON.stringify(measurement)}`));
