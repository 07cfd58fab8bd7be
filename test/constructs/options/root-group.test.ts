import { ApiObject } from 'cdk8s';
import { Deployment, Probe } from 'cdk8s-plus-28';
import { HardenedDeployment, Hardening, HardeningMixin, HardeningProfile, HardeningProps, RunAs, RuntimePreset, WritablePath } from '../../../src';
import { container, manifestOf, newChart, podSpecOf, synthError } from '../workloads/support';

const REASON = 'the files of the image belong to group 0';
const KEYCLOAK = () => RunAs.rootGroup(1000, { reason: REASON, expires: '2999-12-31', ticket: 'T-1' });

function deployment(props: HardeningProps): HardenedDeployment {
  return new HardenedDeployment(newChart(), 'web', { containers: [container(), container({ name: 'side' })], ...props });
}

const waiversOf = (workload: HardenedDeployment) => JSON.parse(manifestOf(workload).metadata.annotations?.['cdk8s-hardened/waivers'] ?? '[]');

test('is the uid with gid 0, and volumes belong to a group of its own', () => {
  const { securityContext } = podSpecOf(deployment({ runAs: KEYCLOAK() }));
  expect(securityContext).toMatchObject({ runAsUser: 1000, runAsGroup: 0, fsGroup: 1000, runAsNonRoot: true });
});

test('grants the waiver that it needs, with its reason, and nothing else', () => {
  expect(waiversOf(deployment({ runAs: KEYCLOAK() }))).toEqual([
    { control: 'group-id', allow: ['0'], reason: REASON, expires: '2999-12-31', ticket: 'T-1' },
  ]);
});

test('for one container covers that container alone, with the init container that seeds its paths', () => {
  const props = { containerSettings: { main: { runAs: KEYCLOAK(), writablePaths: [WritablePath.fromImage('/opt/app/conf')] } } };
  const { containers, initContainers, securityContext } = podSpecOf(deployment(props));
  expect([...initContainers, ...containers].map(({ name, securityContext: { runAsGroup } }: any) => [name, runAsGroup]))
    .toEqual([['writable-seed-main', 0], ['main', 0], ['side', undefined]]);
  expect(securityContext.runAsGroup).toBe(65532);
  expect(waiversOf(deployment(props))).toMatchObject([{ containers: ['main'] }, { initContainers: ['writable-seed-main'] }]);
  const chart = newChart();
  new HardenedDeployment(chart, 'web', { containers: [container(), container({ name: 'side', securityContext: { group: 0 } })], ...props });
  expect(synthError(chart)).toContain('group-id: container "side"');
});

test('its waiver expires, as `expires` says', () => {
  const chart = newChart();
  new HardenedDeployment(chart, 'web', { containers: [container()], runAs: RunAs.rootGroup(1000, { reason: REASON, expires: '2020-01-01' }) });
  expect(synthError(chart)).toContain('expired');
});

test.each(['mixin', 'workloads'] as const)('works for what others wrote, by %s', (way) => {
  const chart = newChart();
  const web = new Deployment(chart, 'web', { containers: [container({ securityContext: { readOnlyRootFilesystem: true }, liveness: Probe.fromTcpSocket({ port: 1 }) })] });
  const settings = { profile: HardeningProfile.HARDENED, runAs: KEYCLOAK() };
  if (way === 'mixin') {
    web.with(new HardeningMixin(settings));
  } else {
    Hardening.of(chart).apply({ workloads: [{ match: { kind: 'Deployment' }, ...settings }] });
  }
  Hardening.of(chart).enforce({ profile: HardeningProfile.HARDENED });
  expect(podSpecOf(web).securityContext).toMatchObject({ runAsUser: 1000, runAsGroup: 0 });
  expect(manifestOf(web).metadata.annotations['cdk8s-hardened/waivers']).toContain(REASON);
});

test('is no user for a whole scope, whose workloads need no such exception', () => {
  const hardening = Hardening.of(newChart());
  expect(() => hardening.apply({ runAs: KEYCLOAK() })).toThrow('RunAs.rootGroup cannot be set for all workloads of a scope, since its waiver covers single workloads: set it in `workloads`');
  expect(() => hardening.setDefaults({ runAs: KEYCLOAK() })).toThrow('set `runAs` of the workloads that need it');
  expect(() => hardening.setDefaults({ containerSettings: { main: { runAs: KEYCLOAK() } } })).toThrow('set `containerSettings` of the workloads that need it');
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { containers: [{ name: 'main', image: 'a:1' }] } };
  const single = new ApiObject(newChart(), 'pod', pod as never);
  expect(() => Hardening.of(single).apply({ runAs: KEYCLOAK() })).not.toThrow();
});

test.each<[string, () => unknown, string]>([
  ['uid 0', () => RunAs.rootGroup(0, { reason: REASON }), 'uid 0 is root'],
  ['no reason', () => RunAs.rootGroup(1000, {} as never), 'reason'],
  ['a misspelled option', () => RunAs.rootGroup(1000, { reason: REASON, expiry: 'x' } as never), 'expiry'],
  ['no options', () => RunAs.rootGroup(1000, undefined as never), 'RunAs.rootGroup got undefined: write { reason: \'...\' }'],
  ['a preset, which has no waiver', () => RuntimePreset.custom('x', { runAs: KEYCLOAK() }), 'the preset x needs the user of its image'],
])('refuses %s', (_, make, error) => expect(make).toThrow(error));

test('RunAs.user still refuses gid 0', () => expect(() => RunAs.user(1000, 0)).toThrow('gid 0 is root'));
