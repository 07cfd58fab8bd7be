import { writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-28';
import { ControlSeverity, FailOn, Finding, HardenedDeployment, Hardening, HardeningProfile, Platform, RunAs, WritablePath } from '../../../src';
import { container, newChart, synthError } from '../workloads/support';

const REASON = 'our team decided so';
const off = (control: string) => ({ controls: { [control]: { severity: ControlSeverity.OFF, reason: REASON } } });
const UNSAFE = { containers: [container({ securityContext: { readOnlyRootFilesystem: false } })] };
const ROOT = { control: 'read-only-root-filesystem', containers: ['main'], reason: REASON };

/** Each line of an error: `[construct] message`. */
function linesOf(error: string): string[] {
  return error.split('\n').flatMap((line) => /^ {2}(\[.*)/.exec(line)?.[1] ?? []).sort();
}

const lineOf = ({ constructPath, message }: Finding) => `[${constructPath || '(root)'}] ${message}`;

const FILE = join(tmpdir(), `one-list-${process.pid}.yaml`);

/** Apps that fail, each in its own way. */
const FAILING: readonly [string, (chart: Chart, app: App) => void][] = [
  ['a container that does not exist', (chart) => new HardenedDeployment(chart, 'web', {
    containers: [container()], containerSettings: { nope: { writablePaths: [WritablePath.fromEmptyDir('/x')] } },
  })],
  ['a severity that the chart lowers for the gate of the app', (chart, app) => {
    Hardening.of(app).enforce();
    Hardening.of(chart).setDefaults(off('read-only-root-filesystem'));
    new HardenedDeployment(chart, 'web', UNSAFE);
  }],
  ['a default profile that is lower than that of hardened workloads', (chart) => {
    Hardening.of(chart).setDefaults({ profile: HardeningProfile.PSS_BASELINE });
    new HardenedDeployment(chart, 'web', UNSAFE);
  }],
  ['a gate for another platform', (chart, app) => {
    Hardening.of(app).setDefaults({ platform: Platform.OPENSHIFT });
    Hardening.of(app).enforce();
    Hardening.of(chart).setDefaults({ platform: Platform.KUBERNETES });
    new HardenedDeployment(chart, 'web', { containers: [container()] });
  }],
  ['a gate for an older version', (chart, app) => {
    Hardening.of(app).enforce({ kubernetesVersion: '1.25' });
    new HardenedDeployment(chart, 'web', { containers: [container()], userNamespace: true });
  }],
  ['another default child', (chart) => {
    const web = new HardenedDeployment(chart, 'web', { containers: [container()] });
    web.node.defaultChild = new ApiObject(web, 'other', { apiVersion: 'v1', kind: 'ConfigMap' });
  }],
  ['another object in the place of the removed one', (chart) => {
    const web = new HardenedDeployment(chart, 'web', { containers: [container()] });
    web.node.tryRemoveChild('Resource');
    new ApiObject(web, 'Resource', { apiVersion: 'v1', kind: 'ConfigMap' });
  }],
  ['waivers of a file: unused, and for an object that does not exist', (chart, app) => {
    writeFileSync(FILE, JSON.stringify({
      waivers: [
        { control: 'privileged', reason: REASON, target: { kind: 'Deployment', namespace: 'shop', name: 'shop-web-c81100ac' } },
        { control: 'privileged', reason: REASON, target: { kind: 'Job', name: 'gone' } },
      ],
    }));
    new HardenedDeployment(chart, 'web', { containers: [container()] });
    Hardening.of(app).addWaiversFromFile(FILE);
  }],
  ['ids that two workloads share, and presets that conflict', (chart) => {
    for (const id of ['a', 'b']) {
      new HardenedDeployment(chart, id, { containers: [container()], runAs: RunAs.unique({ seed: id === 'a' ? 'seed-8166' : 'seed-23646' }) });
    }
  }],
  ['a field that a patch sets in vain', (chart) => {
    const web = new HardenedDeployment(chart, 'web', { containers: [container()] });
    ApiObject.of(web).addJsonPatch(JsonPatch.add('/spec/unknown', 1));
  }],
];

test.each(FAILING)('the report equals the error of the synthesis: %s', (_, build) => {
  const chart = newChart();
  const app = App.of(chart) as App;
  build(chart, app);
  const failing = linesOf(synthError(chart));
  const reported = Hardening.of(app).report().findings.filter(({ severity, waived }) => severity === 'error' && !waived).map(lineOf);
  expect(failing.length).toBeGreaterThan(0);
  expect(reported).toEqual(expect.arrayContaining(failing));
});

test('the report on a chart includes waivers of the app for objects in the chart, and no others', () => {
  const chart = newChart();
  const app = App.of(chart);
  const other = new Chart(app, 'other');
  new HardenedDeployment(chart, 'web', { ...UNSAFE, metadata: { name: 'web' } });
  Hardening.of(app).setDefaults({ now: new Date('2026-01-01') });
  Hardening.of(app).addWaiver({ ...ROOT, expires: '2025-01-01', target: { kind: 'Deployment', namespace: 'shop', name: 'web' } });
  const controls = (scope: Chart) => Hardening.of(scope).report().findings.map(({ control }) => control);
  expect(controls(chart)).toContain('waiver-expired');
  expect(controls(other)).toEqual([]);
});

test.each(['one chart', 'two charts'])('a waiver by kind and name that matches two objects in %s is an error', (where) => {
  const chart = newChart();
  const second = where === 'one chart' ? chart : new Chart(App.of(chart), 'second', { namespace: 'shop' });
  [chart, second].forEach((scope, index) => new HardenedDeployment(scope, `web${index}`, { ...UNSAFE, metadata: { name: 'web' } }));
  Hardening.of(App.of(chart)).addWaiver({ ...ROOT, target: { kind: 'Deployment', namespace: 'shop', name: 'web' } });
  expect(synthError(chart)).toContain('waiver-target: waiver of "read-only-root-filesystem" matches 2 objects named Deployment shop/web');
});

test('neverWaive of an inner scope restores a severity for an outer gate', () => {
  const chart = newChart();
  new Deployment(chart, 'web', UNSAFE);
  Hardening.of(App.of(chart)).enforce({ failOn: FailOn.MEDIUM });
  Hardening.of(App.of(chart)).setDefaults(off('read-only-root-filesystem'));
  expect(synthError(chart)).not.toContain('read-only-root-filesystem');
  Hardening.of(chart).setDefaults({ neverWaive: ['read-only-root-filesystem'] });
  expect(synthError(chart)).toContain('read-only-root-filesystem');
});

test('changing the settings of a control after the call has no effect', () => {
  const chart = newChart();
  const values = { controls: { 'read-only-root-filesystem': { severity: ControlSeverity.ERROR as ControlSeverity, reason: REASON } } };
  Hardening.of(chart).setDefaults(values);
  values.controls['read-only-root-filesystem'].severity = ControlSeverity.OFF;
  new HardenedDeployment(chart, 'web', UNSAFE);
  expect(synthError(chart)).toContain('read-only-root-filesystem');
});
