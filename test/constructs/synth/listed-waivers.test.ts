import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, App, Chart } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-28';
import { stringify } from 'yaml';
import { HardenedDeployment, Hardening, HardeningProfile } from '../../../src/index';
import { run } from '../../commands/cli/support';
import { container, newChart, synthError } from '../workloads/support';

// The waiver file that audit reads, read by the gate.

const folder = mkdtempSync(join(tmpdir(), 'listed-waivers-'));
const path = join(folder, 'waivers.yaml');
afterAll(() => rmSync(folder, { recursive: true }));

const TARGET = { kind: 'Deployment', namespace: 'shop', name: 'web' };
const ROOT = { control: 'read-only-root-filesystem', containers: ['main'], reason: 'writes its plugins beside its binary', target: TARGET };

/** A waiver file of these waivers. */
function file(waivers: object[], limits: object = {}): string {
  writeFileSync(path, stringify({ waivers, ...limits }));
  return path;
}

function web(chart = newChart(), name = 'web'): HardenedDeployment {
  return new HardenedDeployment(chart, name, {
    metadata: { name },
    containers: [container({ securityContext: { readOnlyRootFilesystem: false } })],
  });
}

/** The error of a synthesis with one such Deployment. */
function errorWith(waivers: object[], limits: object = {}): string {
  const deployment = web();
  Hardening.of(App.of(deployment)).addWaiversFromFile(file(waivers, limits));
  return synthError(Chart.of(deployment));
}

test('fails without a waiver file', () => {
  expect(synthError(Chart.of(web()))).toContain('read-only-root-filesystem: container "main"');
});

describe('a listed waiver', () => {
  test.each<[string, (chart: Chart) => App | Chart]>([
    ['App', (chart) => App.of(chart) as App],
    ['Chart', (chart) => chart],
  ])('covers its object below an %s, which then has the annotation', (_, scope) => {
    const chart = Chart.of(web());
    Hardening.of(scope(chart)).addWaiversFromFile(file([ROOT]));
    expect(synthError(chart)).toBe('');
    const { metadata } = chart.toJson()[0];
    const { target, ...waiver } = ROOT;
    expect(JSON.parse(metadata.annotations['cdk8s-hardened/waivers'])).toEqual([waiver]);
  });

  test('for a Dockerfile is ignored in an app', () => {
    const forDockerfile = { control: 'dockerfile-sudo', reason: 'the base image brings it along', target: { kind: 'Dockerfile', name: 'Dockerfile' } };
    expect(errorWith([ROOT, forDockerfile], { neverWaive: ['dockerfile-sudo'] })).toBe('');
  });

  test('covers an object that is added later', () => {
    const chart = newChart();
    Hardening.of(App.of(chart)).addWaiversFromFile(file([ROOT]));
    web(chart);
    expect(synthError(chart)).toBe('');
  });

  test('covers third-party workloads', () => {
    const chart = newChart();
    new Deployment(chart, 'web', { metadata: { name: 'web' }, containers: [container({ securityContext: { privileged: true, allowPrivilegeEscalation: true } })] });
    const hardening = Hardening.of(App.of(chart));
    hardening.enforce({ profile: HardeningProfile.PSS_BASELINE });
    expect(synthError(chart)).toContain('privileged');
    hardening.addWaiversFromFile(file([{ ...ROOT, control: 'privileged' }]));
    expect(synthError(chart)).toBe('');
  });

  test.each<[string, object]>([
    ['kind', { kind: 'Job' }],
    ['namespace', { namespace: 'other' }],
    ['namespace, or none', { namespace: undefined }],
    ['name', { name: 'other' }],
  ])('does not cover an object with another %s, and is reported itself', (_, change) => {
    const target = { ...TARGET, ...change };
    const error = errorWith([{ ...ROOT, target }]);
    expect(error).toContain('[shop/web] read-only-root-filesystem');
    expect(error).toContain(`${path}: waiver of "read-only-root-filesystem" is for ${target.kind} `);
  });

  test('does not cover another container or value', () => {
    expect(errorWith([{ ...ROOT, containers: ['sidecar'] }])).toContain('[shop/web] read-only-root-filesystem');
    expect(errorWith([{ ...ROOT, allow: ['false'] }])).toContain('[shop/web] read-only-root-filesystem');
  });

  test.each<[string, object, string]>([
    ['covers nothing', { control: 'privileged' }, 'covers nothing'],
    ['names an unknown container', { containers: ['main', 'late'] }, 'references unknown container "late"'],
    ['has expired', { expires: '2020-01-31' }, 'expired at the end of 2020-01-31 (UTC)'],
  ])('that %s is reported with its file', (_, change, message) => {
    const waivers = change.hasOwnProperty('control') ? [ROOT, { ...ROOT, ...change }] : [{ ...ROOT, ...change }];
    const error = errorWith(waivers);
    expect(error).toContain(`${path}: waiver of `);
    expect(error).toContain(message);
    expect(error).not.toContain('[shop/web] read-only-root-filesystem');
  });

  test('is not reported if no gate enforces its control', () => {
    const chart = newChart();
    new ApiObject(chart, 'plain', { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' } });
    Hardening.of(chart).addWaiversFromFile(file([ROOT]));
    expect(synthError(chart)).toBe('');
  });

  test('for an object outside the scope covers nothing', () => {
    const app = new App({ outdir: '/nowhere' });
    const [one, other] = ['one', 'other'].map((id) => new Chart(app, id, { namespace: 'shop' }));
    web(one);
    Hardening.of(other).addWaiversFromFile(file([ROOT]));
    expect(() => app.synthYaml()).toThrow('[one/web] read-only-root-filesystem');
    expect(() => app.synthYaml()).toThrow('is for Deployment shop/web, which does not exist');
  });
});

describe('limits of the file', () => {
  test('apply to its waivers', () => {
    expect(errorWith([ROOT], { neverWaive: [ROOT.control] })).toContain('is not allowed: neverWaive lists the control');
    expect(errorWith([ROOT], { maxWaiverDays: 30 })).toContain('has no `expires`: maxWaiverDays is 30');
  });

  test('apply to waivers in code', () => {
    const deployment = web();
    const { target, ...waiver } = ROOT;
    Hardening.of(App.of(deployment)).addWaiversFromFile(file([], { maxWaiverDays: 30 }));
    Hardening.of(App.of(deployment)).addWaiver({ ...waiver, targets: [deployment] });
    expect(synthError(Chart.of(deployment))).toContain('has no `expires`: maxWaiverDays is 30');
  });

  test('do not weaken those of the app', () => {
    const deployment = web();
    Hardening.of(App.of(deployment)).setDefaults({ neverWaive: [ROOT.control], maxWaiverDays: 10 });
    Hardening.of(Chart.of(deployment)).addWaiversFromFile(file([ROOT], { neverWaive: [], maxWaiverDays: 999 }));
    const error = synthError(Chart.of(deployment));
    expect(error).toContain('is not allowed: neverWaive lists the control');
    expect(error).toContain('maxWaiverDays is 10');
  });
});

describe('an invalid waiver file', () => {
  test.each<[string, object[], object, string]>([
    ['an unknown field', [{ ...ROOT, container: 'main' }], {}, 'waivers[0]: a waiver has no field "container"'],
    ['an unknown field of a target', [ROOT, { ...ROOT, target: { ...TARGET, label: 'x' } }], {}, 'waivers[1]: a target has no field "label"'],
    ['an unknown field of the file', [], { never: [] }, 'the waiver file has no field "never"'],
    ['an unknown control', [{ ...ROOT, control: 'rofs' }], {}, 'waivers[0]: unknown control "rofs"'],
    ['a meaningless reason', [{ ...ROOT, reason: 'legacy' }], {}, 'waivers[0]: waiver of "read-only-root-filesystem": reason "legacy" is too short'],
    ['no target', [{ ...ROOT, target: undefined }], {}, 'waivers[0]: `target` must name the object'],
  ])('is refused with file and entry: %s', (_, waivers, limits, message) => {
    const listed = file(waivers, limits);
    expect(() => Hardening.of(newChart()).addWaiversFromFile(listed)).toThrow(`${path}: ${message}`);
  });

  test('is refused if it is missing', () => {
    expect(() => Hardening.of(newChart()).addWaiversFromFile('nope.yaml')).toThrow(`nope.yaml: no such file or folder (relative to ${process.cwd()})`);
  });

  test('is refused if it is not valid YAML', () => {
    writeFileSync(path, 'waivers:\n  - control: [\n');
    expect(() => Hardening.of(newChart()).addWaiversFromFile(path)).toThrow(`${path}:3:1: `);
  });
});

test('the same file works for the gate and for the audit of its output', async () => {
  const deployment = web();
  Hardening.of(App.of(deployment)).addWaiversFromFile(file([ROOT]));
  writeFileSync(join(folder, 'shop.json'), JSON.stringify(Chart.of(deployment).toJson()[0]));
  const audit = async (...args: string[]) => run(['audit', 'shop.json', ...args], { cwd: folder });

  expect(await audit('--waiver-file', 'waivers.yaml')).toMatchObject({ status: 0, stderr: [] });
  writeFileSync(join(folder, 'none.yaml'), '{}');
  const { status, stdout } = await audit('--waiver-file', 'none.yaml');
  expect(status).toBe(1);
  expect(stdout).toContain('is in neither the waiver file nor the settings file');
});
