import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import { PersistentVolumeClaim } from 'cdk8s-plus-28';
import { stringify } from 'yaml';
import { HardenedDeployment, Hardening, HardeningProfile, Waiver, WritablePath } from '../../../src/index';
import { auditHere } from '../../fuzz/audit-here';
import { container, newChart, synthError } from '../workloads/support';

// What a waiver covers, and above all what it does not.

const REASON = 'the vendor needs it until 2.0';
const PRIVILEGED = { securityContext: { privileged: true } };

describe('a waiver for an object with several pod templates', () => {
  const job = (name: string, main: object) => ({ name, template: { spec: { template: { spec: { containers: [{ name: 'main', image: 'a:1', ...main }] } } } } });

  function errorWith(waivers: Partial<Waiver>[]): string {
    const chart = newChart();
    const set = new ApiObject(chart, 'set', {
      apiVersion: 'jobset.x-k8s.io/v1alpha2', kind: 'JobSet', spec: { replicatedJobs: [job('leader', PRIVILEGED), job('workers', PRIVILEGED)] },
    });
    Hardening.of(chart).enforce({ profile: HardeningProfile.PSS_BASELINE });
    waivers.forEach((waiver) => Hardening.of(set).addWaiver({ control: 'privileged', containers: ['main'], reason: REASON, ...waiver }));
    return synthError(chart);
  }

  test('covers nothing without a template, and the error suggests one', () => {
    const error = errorWith([{}]);
    expect(error).toContain('template: "spec.replicatedJobs[leader].template.spec.template"');
    expect(error).toContain('waiver of "privileged" covers nothing');
  });

  test('covers only the named template', () => {
    const error = errorWith([{ template: 'spec.replicatedJobs[leader].template.spec.template' }]);
    expect(error).not.toContain('replicatedJobs[0]');
    expect(error).toContain('privileged: container "main": spec.replicatedJobs[1].');
  });

  test('is required per template', () => {
    expect(errorWith(['leader', 'workers'].map((name) => ({ template: `spec.replicatedJobs[${name}].template.spec.template` })))).toBe('');
  });
});

test('a waiver for a container does not cover an init container', () => {
  const chart = newChart();
  new HardenedDeployment(chart, 'web', {
    containers: [container({ name: 'main' })],
    initContainers: [container({ name: 'setup', securityContext: { readOnlyRootFilesystem: false } })],
    waivers: [{ control: 'read-only-root-filesystem', containers: ['setup'], reason: REASON }],
  });
  const error = synthError(chart);
  expect(error).toContain('references unknown container "setup"\n      Fix: write it in `initContainers`.');
  expect(error).toContain('read-only-root-filesystem: container "setup": spec.template.spec.initContainers[0].securityContext.readOnlyRootFilesystem is false');
});

test('a container without a name cannot be waived, and no waiver is suggested', () => {
  const chart = newChart();
  new ApiObject(chart, 'pod', { apiVersion: 'v1', kind: 'Pod', spec: { containers: [{ image: 'a:1', ...PRIVILEGED }] } });
  Hardening.of(chart).enforce({ profile: HardeningProfile.PSS_BASELINE });
  const [finding] = synthError(chart).split(/\n(?=  \[)/).filter((text) => text.includes('] privileged:'));
  expect(finding).toContain('container "#0"');
  expect(finding).not.toContain('Or waive it');
});

describe('the waivers of takeOwnership', () => {
  function errorWith(owner: object): string {
    const chart = newChart();
    const claim = PersistentVolumeClaim.fromClaimName(chart, 'claim', 'data');
    new HardenedDeployment(chart, 'web', {
      containers: [container({ name: 'main' })],
      initContainers: [container({ name: 'writable-owner-data', securityContext: { user: 0, ensureNonRoot: false }, ...owner })],
      writablePaths: [WritablePath.fromPersistentVolumeClaim('/data', claim, { takeOwnership: { reason: 'NFS ignores fsGroup here' } })],
    });
    return synthError(chart);
  }

  test('do not cover a container of the author with the reserved name', () => {
    const error = errorWith({});
    expect(error).toContain('run-as-non-root: container "writable-owner-data"');
    expect(error).toContain('run-as-user: container "writable-owner-data"');
  });
});

describe('a target of a waiver file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'waiver-scope-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const content = (target: object) =>
    stringify({ waivers: [{ control: 'read-only-root-filesystem', containers: ['main'], reason: REASON, target }] });

  function file(target: object): string {
    const path = join(folder, 'waivers.yaml');
    writeFileSync(path, content(target));
    return path;
  }

  const audit = (yaml: string, target: object): any[] => JSON.parse(auditHere(yaml, 'app.yaml', content(target)).stdout).findings;

  function legacy(...patches: JsonPatch[]) {
    const chart = newChart();
    const web = new HardenedDeployment(chart, 'legacy', {
      metadata: { name: 'legacy' }, containers: [container({ securityContext: { readOnlyRootFilesystem: false } })],
    });
    ApiObject.of(web).addJsonPatch(...patches);
    return chart;
  }

  test.each([
    ['renamed', JsonPatch.replace('/metadata/name', 'prod-web'), 'which does not exist'],
    ['moves to another namespace', JsonPatch.replace('/metadata/namespace', 'other'),
      'but only Deployment other/legacy is in the scope: write `namespace: other` in its target'],
  ])('does not match an object that a patch %s', (_, patch, why) => {
    const chart = legacy(patch);
    Hardening.of(chart).addWaiversFromFile(file({ kind: 'Deployment', namespace: 'shop', name: 'legacy' }));
    expect(synthError(chart)).toContain(`is for Deployment shop/legacy, ${why}`);
    expect(synthError(chart)).toContain('read-only-root-filesystem: container "main"');
  });

  test('matches an object that a patch renames, in synthesis and audit', () => {
    const chart = legacy(JsonPatch.replace('/metadata/name', 'prod-web'));
    const target = { kind: 'Deployment', namespace: 'shop', name: 'prod-web' };
    Hardening.of(chart).addWaiversFromFile(file(target));
    expect(synthError(chart)).toBe('');
    const findings = audit(App.of(chart).synthYaml(), target);
    expect(findings.filter(({ control }) => control === 'read-only-root-filesystem').map(({ waived }) => waived)).toEqual([true]);
  });

  const SERVICES = ['v1', 'serving.knative.dev/v1'].map((apiVersion) => ({ apiVersion, kind: 'Service', metadata: { name: 'web', namespace: 'shop' } }));
  const knative = (apiVersion: string) => ({
    ...SERVICES[1],
    apiVersion,
    spec: { template: { spec: { containers: [{ name: 'main', image: 'a:1', securityContext: { readOnlyRootFilesystem: false } }] } } },
  });

  function errorsOf(objects: any[], target: object): string {
    const chart = newChart();
    objects.forEach((object, index) => new ApiObject(chart, `o${index}`, object));
    Hardening.of(chart).enforce();
    Hardening.of(chart).addWaiversFromFile(file(target));
    return synthError(chart);
  }

  test('with a Kubernetes kind does not match the kind of another group', () => {
    expect(errorsOf([knative('serving.knative.dev/v1')], { kind: 'Service', namespace: 'shop', name: 'web' })).toContain('is for Service shop/web, which does not exist');
  });

  test('can name the group', () => {
    const error = errorsOf([knative('serving.knative.dev/v1'), SERVICES[0]], { kind: 'Service', namespace: 'shop', name: 'web', apiGroup: 'serving.knative.dev' });
    expect(error).not.toContain('read-only-root-filesystem');
  });

  test('that matches two groups must name one, in synthesis and audit', () => {
    const objects = ['a.example/v1', 'b.example/v1'].map((apiVersion) => ({ apiVersion, kind: 'Thing', metadata: { name: 'web', namespace: 'shop' } }));
    const target = { kind: 'Thing', namespace: 'shop', name: 'web' };
    const expected = 'matches Thing shop/web in several API groups, a.example and b.example: add `apiGroup` to its target';
    expect(errorsOf(objects, target)).toContain(expected);
    expect(audit(objects.map((object) => stringify(object)).join('---\n'), target).map(({ message }) => message))
      .toContainEqual(expect.stringContaining(expected));
    expect(errorsOf(objects, { ...target, apiGroup: 'a.example' })).not.toContain('several API groups');
  });
});

describe('a manual waiver annotation', () => {
  const annotations = { 'cdk8s-hardened/waivers': '[{"control":"privileged","reason":"because I say so","containers":["main"]}]', 'other': 'x' };

  test.each([['a list', { kind: 'List', items: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', annotations } }] }], ['an object that is not evaluated', {
    kind: 'ConfigMap', metadata: { annotations },
  }]])('is removed from %s in a synthesis', (_, object) => {
    const chart = new Chart(new App(), 'shop');
    new ApiObject(chart, 'c', { apiVersion: 'v1', ...object } as never);
    new HardenedDeployment(chart, 'web', { containers: [container()] });
    const yaml = App.of(chart).synthYaml();
    expect(yaml).not.toContain('cdk8s-hardened/waivers');
    expect(yaml).toContain('other: x');
  });
});
