import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ChartAssessment, assessor, metIn } from '../../src/tasks/chart-values/chart/assessment';
import { readChart } from '../../src/tasks/chart-values/chart/chart';
import { chartSources } from '../../src/tasks/chart-values/chart/chart-files';
import { Render } from '../../src/tasks/chart-values/chart/render';
import { isTest } from '../../src/tasks/chart-values/chart/rendered';
import { LeftoverClass } from '../../src/tasks/chart-values/report/leftover';
import { unreached } from '../../src/tasks/chart-values/report/unreached';
import { unsettled } from '../../src/tasks/chart-values/report/unsettled';
import { HardenedChart, hardenedChart } from '../../src/tasks/chart-values/result';
import { renderChart } from '../../src/tasks/charts/helm';
import { RenderError } from '../../src/tasks/charts/rendered';
import { NO_SETTINGS } from '../../src/tasks/settings-file/settings-file';

/** What values and patches do for a chart. */
export interface Measured {
  readonly workloads: number;
  /** Restricted workloads: as rendered, by values, by values and patches, and both with unsafe values replaced. */
  readonly rendered: number;
  readonly values: number;
  readonly patched: number;
  readonly overridden: number;
  readonly overriddenAndPatched: number;
  /** Whether all workloads but test hooks are restricted by values. */
  readonly isWhole: boolean;
  /** Why no value closes what is left, once for each pod or container. */
  readonly left: readonly LeftoverClass[];
  readonly renders: number;
  readonly milliseconds: number;
}

const MAX_RENDERS = 40;

/** @throws Error if the chart does not render, or something cannot be proved */
export async function measured(path: string): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-bench-'));
  try {
    const render = rendererOf(path, join(folder, 'values.json'));
    const start = Date.now();
    const usual = await hardened(path, render, false);
    const milliseconds = Date.now() - start;
    const override = await hardened(path, render, true);
    return {
      workloads: usual.before.workloads.length,
      rendered: metIn(usual.before),
      values: metIn(usual.after),
      patched: metIn(usual.result),
      overridden: metIn(override.after),
      overriddenAndPatched: metIn(override.result),
      isWhole: isWhole(usual.after),
      left: [...unreached(usual.after, usual.trace.arrivals), ...unsettled(usual.result)].map((leftover) => leftover.class),
      renders: usual.renders,
      milliseconds,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function hardened(path: string, render: Render, overrideUnsafe: boolean): Promise<HardenedChart> {
  return hardenedChart({
    chart: readChart(chartSources(path)),
    userValues: {},
    render,
    assess: assessor({ name: path }, { ...NO_SETTINGS, rules: { profile: 'pss-restricted', overrideUnsafe } }, new Date()),
    level: 'pss-restricted',
    maxRenders: MAX_RENDERS,
  }, true);
}

function rendererOf(chart: string, file: string): Render {
  const running = { env: process.env, signal: new AbortController().signal };
  return async (values, { skipsSchema = false } = {}) => {
    writeFileSync(file, JSON.stringify(values));
    try {
      return await renderChart({ chart, values: [{ path: file }], release: 'web', namespace: 'shop', skipSchema: skipsSchema }, running);
    } catch (error) {
      if (error instanceof RenderError) {
        return { failure: error.reason };
      }
      throw error;
    }
  };
}

function isWhole({ workloads }: ChartAssessment): boolean {
  return workloads.every(({ errors, rendered }) => errors.length === 0 || isTest(rendered));
}
