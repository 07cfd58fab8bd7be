import { ApiObject, App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { FailOn, HardenedDeployment, Hardening, HardeningProfile, Platform, RunAs, WritablePath } from '../../../src/index';
import { container, newChart, podSpecOf, synthError } from '../workloads/support';

/** A Deployment in a construct in a chart in an app. */
function tree() {
  const app = new App({ outdir: '/nowhere' });
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const inner = new Construct(chart, 'inner');
  const web = new HardenedDeployment(inner, 'web', { containers: [container()] });
  return { app, chart, inner, web };
}

describe.each(['app', 'chart', 'inner', 'web'] as const)('defaults of the %s', (scope) => {
  test('apply to everything in the scope, and are read during synthesis', () => {
    const made = tree();
    Hardening.of(made[scope]).setDefaults({ runAs: RunAs.user(1000), writablePaths: [WritablePath.fromEmptyDir('/cache')], ephemeralStorageLimits: false });
    const { securityContext, containers: [main] } = podSpecOf(made.web);
    expect(securityContext).toMatchObject({ runAsUser: 1000, runAsGroup: 1000, fsGroup: 1000 });
    expect(main.volumeMounts.map(({ mountPath }: any) => mountPath)).toEqual(['/tmp', '/cache']);
    expect(main.resources.limits).not.toHaveProperty('ephemeral-storage');
  });

  test('do not apply outside the scope', () => {
    const made = tree();
    const other = new HardenedDeployment(new Chart(scope === 'app' ? new App() : made.app, 'other'), 'web', { containers: [container()] });
    Hardening.of(made[scope]).setDefaults({ runAs: RunAs.user(1000) });
    expect(podSpecOf(other).securityContext.runAsUser).toBe(65532);
  });
});

test('the innermost scope overrides outer ones, field by field and in any order of calls', () => {
  const { app, chart, inner, web } = tree();
  Hardening.of(inner).setDefaults({ runAs: RunAs.user(3000) });
  Hardening.of(app).setDefaults({ runAs: RunAs.user(1000), platform: Platform.OPENSHIFT_V3 });
  Hardening.of(chart).setDefaults({ runAs: RunAs.user(2000), ephemeralStorageLimits: false });
  const { securityContext, hostUsers, containers: [main] } = podSpecOf(web);
  expect([securityContext.runAsUser, hostUsers, main.resources.limits['ephemeral-storage']]).toEqual([3000, false, undefined]);
});

test('options of the workload override all defaults', () => {
  const { app, chart } = tree();
  Hardening.of(app).setDefaults({ runAs: RunAs.user(1000), ephemeralStorageLimits: false });
  const own = new HardenedDeployment(chart, 'own', { containers: [container()], runAs: RunAs.user(5000), ephemeralStorageLimits: true });
  const { securityContext, containers: [main] } = podSpecOf(own);
  expect([securityContext.runAsUser, main.resources.limits['ephemeral-storage']]).toEqual([5000, '2Gi']);
});

test('a change between two syntheses takes effect', () => {
  const { chart, web } = tree();
  expect(podSpecOf(web).securityContext.runAsUser).toBe(65532);
  Hardening.of(chart).setDefaults({ runAs: RunAs.user(1000) });
  expect(podSpecOf(web).securityContext.runAsUser).toBe(1000);
});

describe('a gate reads defaults during synthesis', () => {
  const pod = (chart: Chart, securityContext = {}) => new ApiObject(chart, 'pod', {
    apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x', namespace: 'shop' }, spec: { securityContext, containers: [{ name: 'main', image: 'app:1' }] },
  });

  test('reads the Kubernetes version', () => {
    const { app, chart } = tree();
    pod(chart, { appArmorProfile: { type: 'RuntimeDefault' } });
    Hardening.of(app).enforce();
    expect(synthError(chart)).not.toContain('newer-than-target');
    Hardening.of(app).setDefaults({ kubernetesVersion: '1.29' });
    expect(synthError(chart)).toContain('newer-than-target: spec.securityContext.appArmorProfile');
  });

  test('reads the profile', () => {
    const { app, chart } = tree();
    pod(chart);
    Hardening.of(app).enforce({ failOn: FailOn.MEDIUM });
    expect(synthError(chart)).toContain('read-only-root-filesystem');
    Hardening.of(app).setDefaults({ profile: HardeningProfile.PSS_BASELINE });
    expect(synthError(chart)).toBe('');
  });

  test('reads the platform of the scope of the object', () => {
    const { app, chart } = tree();
    pod(chart, { runAsUser: 1000, runAsGroup: 1000, fsGroup: 1000 });
    Hardening.of(app).enforce();
    expect(synthError(chart)).not.toContain('openshift-ids');
    Hardening.of(chart).setDefaults({ platform: Platform.OPENSHIFT });
    expect(synthError(chart)).toContain('[shop/pod] openshift-ids: spec.securityContext.runAsUser is 1000');
    expect(synthError(chart)).not.toContain('user-id:');
  });
});

test.each([
  [{ kubernetesVersion: '2.0' }, '"2.0" is not a Kubernetes version'],
  [{ neverWaive: ['privilegde'] }, 'privilegde'],
])('refuses defaults of %j', (values, message) => {
  expect(() => Hardening.of(tree().app).setDefaults(values)).toThrow(message);
});

test('later defaults of a scope replace earlier ones, except limits on waivers', () => {
  const chart = newChart();
  const waiver = { control: 'read-only-root-filesystem', containers: ['main'], reason: 'the vendor needs it' };
  const deployment = new HardenedDeployment(chart, 'web', {
    containers: [container({ securityContext: { readOnlyRootFilesystem: false } })], waivers: [waiver],
  });
  const hardening = Hardening.of(chart);
  hardening.setDefaults({ runAs: RunAs.user(1234), neverWaive: [waiver.control] });
  hardening.setDefaults({}, { replace: true });
  expect(synthError(chart)).toContain('waiver-forbidden');
  expect(Hardening.of(deployment).report().findings.map(({ control }) => control)).not.toContain('high-user-id');
});
