/*
 * What `values` reaches in charts: `npx ts-node --transpile-only bench/charts/main.ts FOLDER...`, with Helm in the PATH. Each folder is a
 * chart, or holds charts. Nothing is downloaded: a chart with a dependency that is in none of the folders falls out, unless the dependency
 * is off by default. docs/explanation/charts.md has the table.
 */
import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { basename, join } from 'path';
import { Measured, measured } from './measure';
import { byName, chartsIn, vendored } from './vendored';

async function main(folders: readonly string[]): Promise<void> {
  const sets = folders.map((folder) => ({ folder, charts: chartsIn(folder) }));
  const others = byName(sets.flatMap(({ charts }) => charts));
  const scratch = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-charts-'));
  const all: Measured[] = [];
  try {
    for (const { folder, charts } of sets) {
      const results: Measured[] = [];
      for (const chart of charts) {
        const copy = join(scratch, basename(folder), basename(chart));
        const missing = vendored(chart, copy, others);
        const result = missing.length > 0 ? `lacks ${missing.join(', ')}` : await measured(copy).catch(({ message }: Error) => message);
        if (typeof result !== 'string') {
          results.push(result);
        }
        process.stderr.write(`${chart}: ${typeof result === 'string' ? `left out: ${result.slice(0, 300)}` : JSON.stringify(result)}\n`);
      }
      all.push(...results);
      process.stdout.write(row(folder, charts.length, results));
    }
    const classes = all.flatMap(({ left }) => left);
    [...new Set(classes)].forEach((name) => process.stderr.write(`${name}: ${classes.filter((each) => each === name).length}\n`));
    process.stdout.write(row('all', sets.reduce((sum, { charts }) => sum + charts.length, 0), all));
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

function row(name: string, charts: number, results: readonly Measured[]): string {
  const sum = (key: Exclude<keyof Measured, 'isWhole' | 'left'>) => results.reduce((total, each) => total + each[key], 0);
  const renders = results.map((each) => each.renders).sort((a, b) => a - b);
  const times = results.map((each) => each.milliseconds).sort((a, b) => a - b);
  const withWorkloads = results.filter(({ workloads }) => workloads > 0);
  const cells = [
    name, `${results.length} of ${charts}`, sum('workloads'), sum('rendered'), sum('values'), sum('patched'), sum('overridden'), sum('overriddenAndPatched'),
    `${withWorkloads.filter(({ isWhole }) => isWhole).length} of ${withWorkloads.length}`, median(renders), `${median(times)} ms`,
  ];
  return `| ${cells.join(' | ')} |\n`;
}

function median(sorted: readonly number[]): number {
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

void main(process.argv.slice(2));
