import { ApiObject, App, Chart, Size } from 'cdk8s';
import * as plus28 from 'cdk8s-plus-28';
// eslint-disable-next-line import/no-extraneous-dependencies -- cdk8s-cli brings it.
import * as plus33 from 'cdk8s-plus-33';
import { applied, BARE_SPEC, newChart, pod, podSpecsOf, RESTRICTED_SPEC } from './support';
import {
  ControlSeverity,
  HardenedDeployment,
  Hardening,
  HardeningMixin,
  HardeningOptions,
  HardeningProfile,
  Platform,
  RunAs,
  RuntimePreset,
  WritablePath,
} from '../../../../src';
import { container, KINDS, Props } from '../../workloads/support';

const HARDENED = HardeningProfile.HARDENED;

function yamlOf(make: (chart: Chart) => unknown, setUp: (chart: Chart) => void = () => {}): string {
  const chart = newChart();
  setUp(chart);
  make(chart);
  return App.of(chart).synthYaml();
}

/** Options that hardened kinds and the mixin share. */
const OPTIONS: readonly [string, Omit<HardeningOptions, 'waivers'>][] = [
  ['no options', {}],
  ['runAs', { runAs: RunAs.user(1000, 2000) }],
  ['a unique user', { runAs: RunAs.unique({ seed: 'web' }) }],
  ['the user of the image', { runAs: RunAs.imageUser() }],
  ['writablePaths', { writablePaths: [WritablePath.fromEmptyDir('/cache', { sizeLimit: Size.mebibytes(5) }), WritablePath.fromImage('/srv')] }],
  ['a path in a PVC', { writablePaths: [WritablePath.fromPersistentVolumeClaimName('/data', 'data', { takeOwnership: { reason: 'made by another user' } })] }],
  ['a path in a PVC of others', { writablePaths: [WritablePath.fromPersistentVolumeClaimName('/data', 'data', { groupOwnership: false, supplementalGroups: [4000] })] }],
  ['presets', { presets: [RuntimePreset.JVM, RuntimePreset.forImage('postgres:17')] }],
];

describe.each(KINDS)('a $kind of cdk8s-plus-28 with the mixin', ({ plain, hardened }) => {
  test.each(OPTIONS)('is the hardened kind byte for byte: %s', (_, options) => {
    const props: Props = { containers: [container({ portNumber: 8080 })] };
    expect(yamlOf((chart) => plain(chart, 'web', props).with(new HardeningMixin({ profile: HARDENED, ...options }))))
      .toBe(yamlOf((chart) => hardened(chart, 'web', { ...props, ...options })));
  });

  test.each(['nginx:1.29', 'postgres:17', 'elasticsearch:9.1.0', 'caddy:2.10'])('is it also with the known image %s', (image) => {
    const setUp = (chart: Chart) => Hardening.of(chart).setDefaults({ controls: { 'data-claim': { severity: ControlSeverity.OFF, reason: 'its data may be lost here' } } });
    const props: Props = { containers: [{ image }, container({ name: 'side' })] };
    expect(yamlOf((chart) => plain(chart, 'web', props).with(new HardeningMixin({ profile: HARDENED })), setUp))
      .toBe(yamlOf((chart) => hardened(chart, 'web', props), setUp));
  });

  test('is it also with the defaults of a scope, and on another platform', () => {
    const setUp = (chart: Chart) => Hardening.of(chart).setDefaults({
      platform: Platform.OPENSHIFT_V3, kubernetesVersion: '1.33', writablePaths: [WritablePath.fromEmptyDir('/default')], presets: [RuntimePreset.NODE],
    });
    const props: Props = { containers: [container()] };
    expect(yamlOf((chart) => plain(chart, 'web', props).with(new HardeningMixin({ profile: HARDENED })), setUp))
      .toBe(yamlOf((chart) => hardened(chart, 'web', props), setUp));
  });
});

test('`apply` with the profile "hardened" does the same', () => {
  const containers = [container()];
  expect(yamlOf((chart) => new plus28.Deployment(chart, 'web', { containers }), (chart) => Hardening.of(chart).apply({ profile: HARDENED })))
    .toBe(yamlOf((chart) => new HardenedDeployment(chart, 'web', { containers })));
});

describe('the default of cdk8s-plus for fsGroupChangePolicy', () => {
  const make = (options: HardeningOptions, props: plus28.DeploymentProps = {}) => {
    const chart = newChart();
    new plus28.Deployment(chart, 'web', { containers: [container()], ...props }).with(new HardeningMixin({ profile: HARDENED, ...options }));
    return chart;
  };
  const policyOf = (chart: Chart) => podSpecsOf(chart)[0].securityContext.fsGroupChangePolicy;

  test('is replaced, and listed as a change', () => {
    const chart = make({});
    expect(policyOf(chart)).toBe('OnRootMismatch');
    expect(Hardening.of(chart).report().changes).toContainEqual(expect.objectContaining({
      control: 'fs-group-change-policy', pointer: '/spec/template/spec/securityContext/fsGroupChangePolicy', before: 'Always', after: 'OnRootMismatch',
    }));
  });

  test('is kept with `keep`', () => expect(policyOf(make({ keep: ['fs-group-change-policy'] }))).toBe('Always'));

  test('below "hardened" is replaced only where the option gives the group', () => {
    expect(policyOf(make({ profile: HardeningProfile.PSS_RESTRICTED }))).toBe('Always');
    expect(policyOf(make({ profile: HardeningProfile.PSS_RESTRICTED, runAs: RunAs.user(7) }))).toBe('OnRootMismatch');
  });

  test('in fields that the author wrote it is a choice', () => {
    const chart = applied({ profile: HARDENED });
    const spec = { ...BARE_SPEC, securityContext: { fsGroup: 7, fsGroupChangePolicy: 'Always' } };
    new ApiObject(chart, 'web', pod(spec) as never);
    new plus28.k8s.KubePod(chart, 'l1', { spec });
    expect(podSpecsOf(chart).map(({ securityContext }) => securityContext.fsGroupChangePolicy)).toEqual(['Always', 'Always']);
  });
});

test('a workload of cdk8s-plus-33 becomes what a hardened kind would be', () => {
  const chart = newChart();
  new plus33.Deployment(chart, 'web', { containers: [{ image: 'a:1' }] }).with(new HardeningMixin({ profile: HARDENED }));
  expect(podSpecsOf(chart)[0]).toMatchObject({
    securityContext: { runAsUser: 65532, fsGroup: 65532, fsGroupChangePolicy: 'OnRootMismatch' },
    containers: [{ volumeMounts: [{ mountPath: '/tmp' }], securityContext: { readOnlyRootFilesystem: true } }],
  });
});

test.each([
  ['cdk8s-plus-28', plus28.Deployment, 'HardenedDeployment'],
  ['cdk8s-plus-33', plus33.Deployment, 'HardenedDeployment of cdk8s-hardened/plus-33'],
] as const)('a plain workload of %s that a gate refuses gets the advice to use the hardened kind of its version', (_, Deployment, kind) => {
  const chart = newChart();
  new Deployment(chart, 'web', { containers: [{ image: 'a:1' }] });
  Hardening.of(chart).enforce();
  expect(() => chart.toJson()).toThrow(`Fix first: use ${kind} instead of Deployment, which fixes `);
});

describe('a mixin', () => {
  test('hardens what is below a scope at that time, as `with` does', () => {
    const chart = newChart();
    new ApiObject(chart, 'before', pod(BARE_SPEC, 'before') as never);
    expect(chart.with(new HardeningMixin())).toBe(chart);
    new ApiObject(chart, 'after', pod(BARE_SPEC, 'after') as never);
    expect(podSpecsOf(chart)).toEqual([RESTRICTED_SPEC, BARE_SPEC]);
  });

  test('applied twice is the same as once', () => {
    const once = yamlOf((chart) => new plus28.Deployment(chart, 'web', { containers: [container()] }).with(new HardeningMixin({ profile: HARDENED })));
    expect(yamlOf((chart) => new plus28.Deployment(chart, 'web', { containers: [container()] })
      .with(new HardeningMixin({ profile: HARDENED }), new HardeningMixin({ profile: HARDENED })))).toBe(once);
  });

  test('decides over the scopes around its workload', () => {
    const chart = applied({ runAs: RunAs.user(1) });
    new ApiObject(chart, 'web', pod() as never).with(new HardeningMixin({ runAs: RunAs.user(2) }));
    expect(podSpecsOf(chart)[0].securityContext.runAsUser).toBe(2);
  });

  test('supports workloads and lists, and neither other objects nor hardened kinds', () => {
    const chart = newChart();
    const mixin = new HardeningMixin();
    const objectOf = (kind: string, apiVersion = 'v1') => new ApiObject(chart, kind, { apiVersion, kind });
    const hardened = new HardenedDeployment(chart, 'hardened', { containers: [container()] });
    const supported = [objectOf('Pod'), objectOf('List'), objectOf('Rollout', 'argoproj.io/v1alpha1'), new plus28.Deployment(chart, 'web')];
    const others = [chart, objectOf('Service'), hardened, ApiObject.of(hardened)];
    expect(supported.filter((construct) => !mixin.supports(construct))).toEqual([]);
    expect(others.filter((construct) => mixin.supports(construct))).toEqual([]);
    expect(() => mixin.applyTo(hardened)).toThrow('"shop/hardened" cannot be hardened by a mixin: it is already a hardened workload');
    expect(() => mixin.applyTo(chart)).toThrow('it is not a workload; use Hardening.of(scope).apply() for all workloads below a scope');
  });
});
