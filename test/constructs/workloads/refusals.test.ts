import { ApiObject, JsonPatch } from 'cdk8s';
import { Capability, SeccompProfileType, Volume } from 'cdk8s-plus-28';
import { container, KINDS, newChart, podSpecOf, Props, synthError } from './support';
import { HardenedDeployment, HardenedJob, RunAs, WritablePath } from '../../../src';

describe.each(KINDS)('Hardened$kind refuses', ({ spec, hardened }) => {
  const main = `container "main": ${spec}.containers[0]`;
  const pointer = `/${spec.replace(/\./g, '/')}`;

  function errorOf(props: Props, ...patches: JsonPatch[]): string {
    const chart = newChart();
    const workload = hardened(chart, 'web', { containers: [container()], ...props });
    ApiObject.of(workload).addJsonPatch(...patches);
    return synthError(chart);
  }

  test.each([
    ['privileged', { privileged: true }, `${main}.securityContext.privileged is true`],
    ['a writable root', { readOnlyRootFilesystem: false }, `${main}.securityContext.readOnlyRootFilesystem is false`],
    ['a container that may be root', { ensureNonRoot: false }, `${main}.securityContext.runAsNonRoot is false`],
    ['uid 0', { user: 0 }, `${main}.securityContext.runAsUser is 0`],
    ['gid 0', { group: 0 }, `${main}.securityContext.runAsGroup is 0`],
    ['escalation', { allowPrivilegeEscalation: true }, `${main}.securityContext.allowPrivilegeEscalation is true`],
    ['NET_ADMIN', { capabilities: { add: [Capability.NET_ADMIN] } }, `${main}.securityContext.capabilities.add[0] is "NET_ADMIN"`],
    ['net_admin', { capabilities: { add: ['net_admin' as Capability] } }, `${main}.securityContext.capabilities.add[0] is "net_admin"`],
    ['dropping less than all', { capabilities: { drop: [Capability.CHOWN] } }, `${main}.securityContext.capabilities.drop is`],
    ['a container without seccomp', { seccompProfile: { type: SeccompProfileType.UNCONFINED } },
      `${main}.securityContext.seccompProfile.type is "Unconfined"`],
  ])('%s in a container', (_, securityContext, expected) => {
    expect(errorOf({ containers: [container({ securityContext })] })).toContain(expected);
  });

  test.each<[string, Props, string]>([
    ['uid 0', { securityContext: { user: 0 } }, `${spec}.securityContext.runAsUser is 0`],
    ['gid 0', { securityContext: { group: 0 } }, `${spec}.securityContext.runAsGroup is 0`],
    ['fsGroup 0', { securityContext: { fsGroup: 0 } }, `${spec}.securityContext.fsGroup is 0`],
    ['a pod that may be root', { securityContext: { ensureNonRoot: false } }, `${spec}.securityContext.runAsNonRoot is false`],
    ['the host network', { hostNetwork: true }, `${spec}.hostNetwork is true`],
    ['a token', { automountServiceAccountToken: true }, `${spec}.automountServiceAccountToken is true`],
    ['a hostPath', { volumes: [Volume.fromHostPath(newChart(), 'v', 'v', { path: '/etc' })] }, `${spec}.volumes[0].hostPath is`],
  ])('%s in the pod', (_, props, expected) => {
    expect(errorOf(props)).toContain(expected);
  });

  test.each([
    ['hostPid', true, `${spec}.hostPID is true`],
    ['hostIpc', true, `${spec}.hostIPC is true`],
    ['containers/0/securityContext/privileged', true, `${main}.securityContext.privileged is true`],
    ['securityContext/seccompProfile', { type: 'Unconfined' }, 'securityContext.seccompProfile.type is "Unconfined"'],
    ['os', { name: 'windows' }, `${spec}.os.name is "windows"`],
    ['nodeSelector', { 'kubernetes.io/os': 'windows' }, `${spec}.nodeSelector["kubernetes.io/os"] is "windows"`],
  ])('a JSON patch of %s', (path, value, expected) => {
    expect(errorOf({}, JsonPatch.add(`${pointer}/${path}`, value))).toContain(expected);
  });

  test('init containers and containers that are added later, by name', () => {
    const chart = newChart();
    const workload = hardened(chart, 'web', { containers: [container()] });
    workload.addInitContainer(container({ name: 'setup', securityContext: { privileged: true } }));
    workload.addContainer(container({ name: 'late', securityContext: { privileged: true } }));
    expect(synthError(chart)).toContain(`container "setup": ${spec}.initContainers[0].securityContext.privileged is true`);
    expect(synthError(chart)).toContain(`container "late": ${spec}.containers[1].securityContext.privileged is true`);
  });

  test('two containers with one name', () => {
    expect(errorOf({ containers: [container(), container()] }))
      .toContain(`unique-container-names: container "main": ${spec}.containers[1].name is "main"`);
  });

  test('settings of an unknown container', () => {
    expect(errorOf({ containerSettings: { wbe: { writablePaths: [WritablePath.fromEmptyDir('/cache')] } } }))
      .toContain('[shop/web] unknown-container: containerSettings references unknown container "wbe"');
  });

  test('and suggests both a fix and a waiver', () => {
    const error = errorOf({ containers: [container({ securityContext: { capabilities: { add: [Capability.NET_ADMIN] } } })] });
    expect(error).toContain('Fix: ');
    expect(error).toContain('Or waive it: { control: \'capabilities-restricted\', containers: [\'main\'], allow: ["NET_ADMIN"], reason: \'\' }');
  });

  test('contradicting runAs and securityContext immediately', () => {
    expect(() => hardened(newChart(), 'web', { containers: [container()], runAs: RunAs.user(1000), securityContext: { user: 1001 } }))
      .toThrow('securityContext.user is 1001, and runAs sets 1000: leave one out');
  });
});

test('reports all errors of an app in one message', () => {
  const chart = newChart();
  new HardenedDeployment(chart, 'web', { containers: [container({ securityContext: { privileged: true } })], hostNetwork: true });
  new HardenedJob(chart, 'migrate', { containers: [container({ securityContext: { user: 0 } })] });
  const error = synthError(chart);
  expect(error).toContain('[shop/web] privileged:');
  expect(error).toContain('[shop/web] host-namespaces:');
  expect(error).toContain('[shop/migrate] run-as-user:');
});

test('refuses toJson of a single object, also outside a synthesis', () => {
  const web = new HardenedDeployment(newChart(), 'web', { containers: [container()], hostNetwork: true });
  expect(() => ApiObject.of(web).toJson()).toThrow('[shop/web] host-namespaces: spec.template.spec.hostNetwork is true');
});

test('accepts NET_BIND_SERVICE', () => {
  const web = new HardenedDeployment(newChart(), 'web', {
    containers: [container({ securityContext: { capabilities: { add: [Capability.NET_BIND_SERVICE] } } })],
  });
  expect(podSpecOf(web).containers[0].securityContext.capabilities).toEqual({ add: ['NET_BIND_SERVICE'], drop: ['ALL'] });
});
