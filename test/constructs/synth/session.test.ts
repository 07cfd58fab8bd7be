import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { ApiObject, App, Chart, JsonPatch, Testing, YamlOutputType } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-28';
import { HardenedDeployment } from '../../../src/index';
import { container } from '../workloads/support';

function newApp(charts = 1, options: { yamlOutputType?: YamlOutputType } = {}) {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'synthesis-'));
  const app = new App({ outdir, ...options });
  const workloads = Array.from({ length: charts }, (_, i) =>
    new HardenedDeployment(new Chart(app, `chart-${i}`), 'web', { containers: [container()] }));
  return { app, outdir, workloads };
}

/** How often cdk8s makes the JSON of a workload while `wayOut` runs. */
function countRenderings(workload: Deployment, wayOut: () => void): number {
  const render = jest.spyOn(workload as unknown as { _toKube(): object }, '_toKube');
  wayOut();
  const times = render.mock.calls.length;
  render.mockRestore();
  return times;
}

const WAYS_OUT: [string, (app: App, chart: Chart) => unknown][] = [
  ['App.synth', (app) => app.synth()],
  ['App.synthYaml', (app) => app.synthYaml()],
  ['Chart.toJson', (_, chart) => chart.toJson()],
  ['Testing.synth', (_, chart) => Testing.synth(chart)],
];

test.each(WAYS_OUT)('%s renders each object once, for any number of charts', (_, wayOut) => {
  const { app, workloads } = newApp(5);
  expect(countRenderings(workloads[0], () => wayOut(app, Chart.of(workloads[0])))).toBe(1);
});

test.each(Object.values(YamlOutputType).filter((type): type is YamlOutputType => typeof type !== 'string'))('output type %s is hardened', (yamlOutputType) => {
  const { app, outdir } = newApp(2, { yamlOutputType });
  app.synth();
  const files = (fs.readdirSync(outdir, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) {
    expect(fs.readFileSync(path.join(file.parentPath, file.name), 'utf8')).toContain('runAsUser: 65532');
  }
});

test('keeps nothing between two syntheses', () => {
  const { app, workloads: [web] } = newApp();
  const before = app.synthYaml();
  web.addContainer(container({ name: 'late' }));
  expect(before).not.toContain('name: late');
  expect(app.synthYaml()).toContain('name: late');
});

test('keeps nothing after a failed synthesis', () => {
  const { app, workloads: [web] } = newApp();
  web.node.addValidation({ validate: () => failing ? ['no'] : [] });
  let failing = true;
  expect(() => app.synthYaml()).toThrow('no');
  failing = false;
  web.addContainer(container({ name: 'late' }));
  expect(app.synthYaml()).toContain('name: late');
});

test('a patch after the evaluation, during synthesis, is evaluated again', () => {
  const { app, workloads: [web] } = newApp();
  const object = ApiObject.of(web);
  // A child is validated after its parent, which evaluated the workload.
  object.node.addValidation({
    validate: () => {
      object.addJsonPatch(JsonPatch.add('/spec/template/spec/hostNetwork', true));
      return [];
    },
  });
  expect(() => app.synthYaml()).toThrow('[chart-0/web] host-namespaces: spec.template.spec.hostNetwork is true');
});

test('an object that is used twice does not become a YAML anchor', () => {
  const { app, workloads: [web] } = newApp();
  const shared = { name: 'shared', items: [{ key: 'a', path: 'a' }] };
  ApiObject.of(web).addJsonPatch(
    JsonPatch.add('/spec/template/spec/volumes', [{ name: 'a', configMap: shared }, { name: 'b', configMap: shared }]),
  );
  expect(app.synthYaml()).not.toMatch(/[&*]a\d/);
});
