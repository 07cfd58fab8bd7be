/*
 * One measurement, in a process of its own: `node child.js <scenario> <size as JSON>` prints it as JSON.
 */
import { join } from 'node:path';
import { Measurement } from './measure';
import { Scenario } from './scenarios/scenario';

function cpuMilliseconds(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

async function measureOnce(name: string, size: unknown): Promise<Measurement> {
  const beforeLoading = process.cpuUsage();
  const { scenario } = await import(join(__dirname, 'scenarios', name)) as { scenario: Scenario<unknown> };
  const loading = cpuMilliseconds(beforeLoading);

  const work = scenario(size);
  const before = process.cpuUsage();
  await work.run();
  const cpu = cpuMilliseconds(before);
  const peak = process.resourceUsage().maxRSS / 1024;
  work.cleanUp?.();
  return { units: work.units, loading, cpu, peak };
}

const [, , scenarioName, scenarioSize] = process.argv;
void measureOnce(scenarioName, JSON.parse(scenarioSize)).then((measurement) => process.stdout.write(JSON.stringify(measurement)));
