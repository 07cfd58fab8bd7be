import { chmodSync } from 'fs';
import { App, Chart, Helm } from 'cdk8s';
import { parse } from 'yaml';
import { ValuesRun } from './support';
import { run } from '../../commands/cli/support';
import { helm } from '../../programs/kubernetes';
import { helmOnly, Programs } from '../charts/support';

// The construct `Helm` takes the written file, as docs/how-to/chart-values.md shows.

let programs: Programs;
beforeAll(() => { programs = helmOnly(3); });
afterAll(() => programs.remove());

test('new Helm(…, { values }) with the written file synthesizes restricted workloads', async () => {
  const chart = new ValuesRun('subcharts', programs);
  const manifests = (values?: object) => {
    const app = new App();
    new Helm(new Chart(app, 'shop'), 'web', { chart: chart.chart, releaseName: 'shop', namespace: 'prod', values: values as never, helmExecutable: helm(3) });
    return app.synthYaml();
  };
  const findings = async (input: string) => {
    const { stdout } = await run(['audit', '-', '--profile', 'pss-restricted', '--format', 'json', '--config', 'none'], { input });
    return JSON.parse(stdout).findings.length;
  };
  try {
    const { stdout } = await chart.run();
    expect(await findings(manifests())).toBeGreaterThan(0);
    expect(await findings(manifests(parse(stdout)))).toBe(0);
  } finally {
    chart.remove();
  }
});

test('a Helm that cannot leave out a schema is refused', async () => {
  const chart = new ValuesRun('plain', programs);
  try {
    chart.write({ 'bin/helm': `#!/bin/sh\ncase "$*" in *skip-schema*) echo "Error: unknown flag: --skip-schema-validation" >&2; exit 1;; *) exec ${helm(3)} "$@";; esac\n` });
    chmodSync(chart.path('bin/helm'), 0o755);
    const refused = await run(['values', chart.chart, '--release', 'shop', '-n', 'prod', '--config', 'none'], { env: { ...process.env, PATH: `${chart.path('bin')}:/bin:/usr/bin` } });
    expect(refused).toMatchObject({ status: 2, stdout: '', stderr: [expect.stringContaining('this command needs Helm 3.16 or newer')] });
  } finally {
    chart.remove();
  }
});
