import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { Scenario } from './scenario';

export interface AppSize {
  readonly charts: number;
  /** In each chart; half of all are Deployments, half are Jobs. */
  readonly workloads: number;
}

/** Adds the one workload of a number to a chart, in the way that is to be measured. */
export type AddWorkload = (chart: Chart, id: string, number: number) => void;

/** Builds an app and synthesizes it into files; `configure` sets options of the whole app. */
export function synthesis(add: AddWorkload, configure?: (app: App) => void): Scenario<AppSize> {
  return (size) => {
    const outdir = mkdtempSync(join(tmpdir(), 'bench-'));
    return {
      units: size.charts * size.workloads,
      run: () => {
        const app = build(add, size, outdir);
        configure?.(app);
        app.synth();
      },
      cleanUp: () => rmSync(outdir, { recursive: true }),
    };
  };
}

/** The YAML of an app, to compare the ways to write it. */
export function yamlOf(add: AddWorkload, size: AppSize): string {
  return build(add, size).synthYaml();
}

/** The app, not yet synthesized. Without a folder it goes where cdk8s-cli says. */
export function build(add: AddWorkload, { charts, workloads }: AppSize, outdir?: string): App {
  const app = new App({ outdir });
  for (let number = 0; number < charts * workloads; number += workloads) {
    const chart = new Chart(app, `chart-${number}`);
    for (let i = 0; i < workloads; i++) {
      add(chart, `workload-${i}`, number + i);
    }
  }
  return app;
}

/** Of each two workloads one is a Deployment; the other is a Job. */
export function isDeployment(number: number): boolean {
  return number % 2 === 0;
}

/** By digest, as the profile "hardened" wants it: there is nothing to warn of. */
export function imageOf(number: number): string {
  return `registry.example.com/shop/service-${number}@sha256:${number.toString(16).padStart(64, '0')}`;
}
