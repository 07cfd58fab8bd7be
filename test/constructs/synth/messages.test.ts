import { ApiObject, App, Chart } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-28';
import { HardenedDeployment, Hardening, HardeningProfile } from '../../../src/index';
import { container, newChart, synthError } from '../workloads/support';

// Errors of a synthesis, word for word.

const CONFIG_MAP = { apiVersion: 'v1', kind: 'ConfigMap' };
const FROZEN = 'is frozen, so its output cannot be checked: remove the call of Object.freeze, Object.seal or Object.preventExtensions';

describe('an object that is frozen', () => {
  test.each<[string, (object: object) => unknown]>([
    ['Object.freeze', Object.freeze], ['Object.seal', Object.seal], ['Object.preventExtensions', Object.preventExtensions],
  ])('by %s is named', (_, freeze) => {
    const chart = newChart();
    freeze(new ApiObject(chart, 'config', CONFIG_MAP));
    expect(() => Hardening.of(chart).enforce()).toThrow(new Error(`[${chart.node.path}/config] ${FROZEN}`));
    // Also by the next call, if someone catches the error.
    expect(() => Hardening.of(App.of(chart)).apply()).toThrow(new Error(`[${chart.node.path}/config] ${FROZEN}`));
  });

  test('is evaluated if it is frozen once it is under a gate', () => {
    const chart = newChart();
    Hardening.of(chart).enforce({ profile: HardeningProfile.PSS_BASELINE });
    Object.freeze(new ApiObject(chart, 'pod', { apiVersion: 'v1', kind: 'Pod', spec: { hostPID: true, containers: [{ name: 'main', image: 'a:1' }] } } as never));
    expect(synthError(chart)).toContain('host-namespaces');
  });
});

test.each(['app', 'app/chart/pod'])('a toJson that a class of Python overrides is refused: %s', (path) => {
  const chart = new Chart(new Chart(new App(), 'app'), 'chart');
  const pod = new ApiObject(chart, 'pod', { apiVersion: 'v1', kind: 'Pod' });
  const overriding = path === 'app' ? chart.node.scope! : pod;
  // As the jsii kernel does.
  Object.defineProperty(overriding, 'toJson', { value: () => [], enumerable: false, configurable: false, writable: false });
  expect(() => Hardening.of(chart).enforce()).toThrow(new Error(`the class of "${path}" overrides toJson, so its output cannot be checked: `
    + 'remove the method, and change objects with ApiObject.addJsonPatch()'));
});

test('a seccomp profile that is not set is not to be removed', () => {
  const chart = newChart();
  new Deployment(chart, 'web', { containers: [{ image: 'app:1' }] });
  Hardening.of(chart).enforce({ profile: HardeningProfile.PSS_RESTRICTED });
  expect(synthError(chart)).toContain(`seccomp-profile-restricted: container "main": spec.template.spec.containers[0].securityContext.seccompProfile is not set
      Fix: write \`seccompProfile: { type: SeccompProfileType.RUNTIME_DEFAULT }\` for every container.\n`);
});

test('two findings on `user: 0` have fixes that agree', () => {
  const chart = newChart();
  new HardenedDeployment(chart, 'web', { containers: [container({ securityContext: { user: 0 } })] });
  const fixes = synthError(chart).split('\n').filter((line) => line.includes('Fix:')).map((line) => line.trim());
  expect(fixes).toEqual([
    'Fix: set `user` to the uid that the image is built for, or remove it.',
    'Fix: set `user` to the uid that the image is built for, or remove it; if root is allowed or waived, set `ensureNonRoot: false` instead.',
  ]);
});

test('a waiver whose target lacks the namespace names it', () => {
  const chart = newChart();
  Hardening.of(chart).enforce();
  new ApiObject(chart, 'pod', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'cache', namespace: 'shop' }, spec: { containers: [] } } as never);
  Hardening.of(chart).addWaiver({ control: 'privileged', containers: ['main'], reason: 'loads a kernel module', target: { kind: 'Pod', name: 'cache' } });
  expect(synthError(chart)).toContain('waiver-target: waiver of "privileged" is for Pod cache without a namespace, but only Pod shop/cache is in the scope: write `namespace: shop` in its target\n');
});
