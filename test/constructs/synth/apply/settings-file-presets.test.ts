import { ApiObject, Testing } from 'cdk8s';
import { newChart } from './support';
import { HardeningProfile, Hardening, Platform, RuntimePreset } from '../../../../src';
import { PRESET_IMAGES } from '../../../../src/knowledge/images/preset-names';
import { assess } from '../../../../src/policy/engine/assess';
import { planOf } from '../../../../src/policy/engine/plan';
import { toSettings } from '../../../../src/tasks/settings-file/to-settings';

// `presets` of a settings file and of `Hardening.apply` are one and the same.

const CONSTANTS = Object.entries(RuntimePreset).filter((entry): entry is [string, RuntimePreset] => entry[1] instanceof RuntimePreset);
const POD = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { containers: [{ name: 'main', image: 'acme/app:1', ports: [{ containerPort: 80 }] }] } };

function byFile(content: object): any {
  const { rules } = toSettings(content);
  return assess(POD, (object, pods) => planOf(rules, object, undefined, pods)).manifest.spec;
}

function byCode(presets: RuntimePreset[], profile: HardeningProfile, platform: Platform = Platform.KUBERNETES): any {
  const chart = newChart();
  Hardening.of(chart).setDefaults({ platform });
  Hardening.of(chart).apply({ presets, profile });
  new ApiObject(chart, 'p', POD as never);
  return Testing.synth(chart)[0].spec;
}

test('the names of the settings file are those of the constants, with their images', () => {
  expect(PRESET_IMAGES).toEqual(Object.fromEntries(CONSTANTS.map(([name, preset]) => [name.toLowerCase(), preset._image])));
  expect(CONSTANTS.length).toBeGreaterThan(6);
});

describe.each(CONSTANTS)('%s', (name, preset) => {
  test.each([HardeningProfile.PSS_RESTRICTED, HardeningProfile.HARDENED])('gives the same as in code with the profile %s', (profile) => {
    expect(byFile({ presets: [name.toLowerCase()], profile })).toEqual(byCode([preset], profile));
  });
});

test('an image of docs/reference/images.md is a preset, too', () => {
  expect(byFile({ presets: ['postgres:18'] })).toEqual(byCode([RuntimePreset.forImage('postgres:18')], HardeningProfile.PSS_RESTRICTED));
});

test('a platform that assigns users leaves out those of presets', () => {
  const spec = byFile({ presets: ['redis'], platform: 'openshift' });
  expect(spec).toEqual(byCode([RuntimePreset.forImage('redis')], HardeningProfile.PSS_RESTRICTED, Platform.OPENSHIFT));
  expect(JSON.stringify(spec)).not.toMatch(/runAsUser|fsGroup"/);
  expect(JSON.stringify(byFile({ workloads: [{ match: { image: 'acme/app' }, presets: ['redis'] }], platform: 'openshift' }))).not.toMatch(/runAsUser|fsGroup"/);
});

describe('in `workloads` with an image', () => {
  const specOf = (content: object) => byFile({ workloads: [{ match: { image: 'acme/app' }, presets: ['redis'], ...content }] });

  test('a preset is for the containers of the image', () => {
    const { securityContext, containers: [{ securityContext: own, volumeMounts }] } = specOf({});
    expect([own.runAsUser, own.runAsGroup, securityContext.fsGroup, volumeMounts.map(({ mountPath }: any) => mountPath)]).toEqual([999, 999, 999, ['/data']]);
    expect(byFile({ workloads: [{ match: { image: 'acme/other' }, presets: ['redis'] }] })).toEqual(byFile({}));
  });

  test.each<[string, object, object]>([
    ['a user', { runAs: 7 }, { runAsUser: 7 }],
    ['a user in another entry', { match: { image: 'acme/*' }, runAs: 8 }, { runAsUser: 8 }],
  ])('%s that is stated counts more', (_, content, expected) => {
    const isEntry = 'match' in content;
    const spec = isEntry ? byFile({ workloads: [content, { match: { image: 'acme/app' }, presets: ['redis'] }] }) : specOf(content);
    expect(spec.containers[0].securityContext).toMatchObject(expected);
  });
});

describe('what is stated beside presets counts more', () => {
  test.each<[string, object]>([
    ['a variable', { presets: ['python', 'ruby'], environment: { TMPDIR: '/x' } }],
    ['a user', { presets: ['redis', 'mongo', 'grafana/grafana'], runAs: 7 }],
  ])('and settles a contradiction: %s', (_, content) => expect(() => byFile(content)).not.toThrow());

  test('as a path with its own size', () => {
    const { volumes } = byFile({ presets: ['nginx'], writablePaths: [{ path: '/run', sizeLimit: '3Mi' }] });
    expect(volumes.map(({ emptyDir }: any) => emptyDir.sizeLimit)).toEqual(['1Gi', '3Mi']);
  });
});
