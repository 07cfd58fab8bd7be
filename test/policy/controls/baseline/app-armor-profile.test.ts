import { CONTAINERS, ODD, withContexts } from './contexts';
import { DEFAULT_WRITABLE_PATH } from '../../../../src/knowledge/writable-paths/declared-path';
import { amended, EvaluationContext, DEFAULT_CONTEXT } from '../../../../src/policy/context/context';
import { appArmorProfile } from '../../../../src/policy/controls/baseline/app-armor-profile';
import { stepsOf } from '../../../../src/policy/engine/fixes';
import { harden, hardenBy } from '../../../../src/policy/engine/harden';
import { fixed } from '../hardened/fixed';
import { found, goodPod, violations } from '../support';

const KEY = 'container.apparmor.security.beta.kubernetes.io/main';

const unconfined = { appArmorProfile: { type: 'Unconfined' } };

test('reports the type in the pod and in containers of every list, then the annotation', () => {
  const pod = withContexts(unconfined, (spec, { metadata }) => {
    Object.assign(spec.securityContext, unconfined);
    metadata.annotations = { [KEY]: 'unconfined', other: 'unconfined' };
  });
  expect(found(appArmorProfile, pod)).toEqual([
    'spec.securityContext.appArmorProfile.type',
    ...CONTAINERS.map((container) => `${container}.securityContext.appArmorProfile.type`),
    `metadata.annotations["${KEY}"]`,
  ]);
});

test('reports the path of an annotation in a template', () => {
  const template = goodPod((_, { metadata }) => { metadata.annotations = { [KEY]: 'unconfined' }; });
  const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { annotations: { [KEY]: 'unconfined' } }, spec: { template } };
  expect(violations(appArmorProfile, deployment)).toEqual([
    { path: ['spec', 'template', 'metadata', 'annotations', KEY], value: 'unconfined', allowKey: `${KEY}=unconfined` },
  ]);
});

test.each(ODD)('annotations of %j have no findings', (annotations) => {
  expect(found(appArmorProfile, goodPod((_, { metadata }) => { metadata.annotations = annotations; }))).toEqual([]);
});

test.each([null, 7, true, {}, []])('an annotation with value %j counts as empty', (value) => {
  expect(found(appArmorProfile, goodPod((_, { metadata }) => { metadata.annotations = { [KEY]: value }; }))).toEqual([]);
});

test.each(['RuntimeDefault', 7, [], { type: ['Localhost'] }])('a profile of %j is not confined', (profile) => {
  expect(found(appArmorProfile, goodPod((spec) => { spec.securityContext.appArmorProfile = profile; })))
    .toEqual(['spec.securityContext.appArmorProfile.type']);
});

describe('fixing with a requested profile', () => {
  const LOCAL = { type: 'Localhost', localhostProfile: 'app' } as const;
  const DEFAULT = { type: 'RuntimeDefault' } as const;
  const NAMES = ['setup', 'main'];
  const annotations = (value: string) => Object.fromEntries(NAMES.map((name) => [`container.apparmor.security.beta.kubernetes.io/${name}`, value]));

  test('sets the field of the pod since 1.30', () => {
    for (const kubernetesVersion of [30, 31]) {
      const pod = fixed(appArmorProfile, goodPod(), { target: { kubernetesVersion }, choices: { appArmor: LOCAL } });
      expect(pod.spec.securityContext.appArmorProfile).toEqual(LOCAL);
      expect(pod.metadata.annotations).toBeUndefined();
    }
  });

  test('sets an annotation for each container before 1.30', () => {
    const pod = fixed(appArmorProfile, goodPod(), { target: { kubernetesVersion: 29 }, choices: { appArmor: LOCAL } });
    expect(pod.spec).toEqual(goodPod().spec);
    expect(pod.metadata.annotations).toEqual(annotations('localhost/app'));
    expect(fixed(appArmorProfile, goodPod(), { target: { kubernetesVersion: 29 }, choices: { appArmor: DEFAULT } }).metadata.annotations).toEqual(annotations('runtime/default'));
  });

  test('keeps what the author set', () => {
    const own = goodPod((spec, { metadata }) => {
      spec.securityContext.appArmorProfile = DEFAULT;
      metadata.annotations = { [KEY]: 'localhost/own' };
    });
    expect(fixed(appArmorProfile, own, { choices: { appArmor: LOCAL } })).toEqual(own);
    expect(fixed(appArmorProfile, own, { target: { kubernetesVersion: 29 }, choices: { appArmor: LOCAL } }).metadata.annotations[KEY]).toBe('localhost/own');
  });

  test('names the containers that other fixes add in its annotations', () => {
    const srv = { ...DEFAULT_WRITABLE_PATH, path: '/srv', seed: { replaces: false } };
    const context = amended(DEFAULT_CONTEXT, { target: { kubernetesVersion: 29 }, choices: { writablePaths: [srv], appArmor: DEFAULT } });
    const { manifest } = harden(goodPod(), context) as any;
    const names = [...manifest.spec.initContainers, ...manifest.spec.containers].map(({ name }: { name: string }) => name);
    expect(names).toHaveLength(3);
    expect(Object.keys(manifest.metadata.annotations).sort()).toEqual(names.map((name) => `container.apparmor.security.beta.kubernetes.io/${name}`).sort());
  });

  test('has no annotation for a container without a name, which the API server refuses', () => {
    const unnamed = goodPod((spec) => { spec.containers.push({ image: 'a' }); });
    const { metadata } = fixed(appArmorProfile, unnamed, { target: { kubernetesVersion: 29 }, choices: { appArmor: DEFAULT } });
    expect(Object.keys(metadata.annotations).filter((key) => key.includes('#'))).toEqual([]);
    expect(metadata.annotations[KEY]).toBe('runtime/default');
  });

  test('is set in a profile that does not require it, if it was requested', () => {
    const steps = stepsOf({ level: 'pss-baseline' });
    const hardened = (context: EvaluationContext) => hardenBy(goodPod(), () => ({ context, steps })).manifest as any;
    expect(hardened(amended(DEFAULT_CONTEXT, { choices: { appArmor: LOCAL } })).spec.securityContext.appArmorProfile).toEqual(LOCAL);
    expect(hardened(DEFAULT_CONTEXT)).toEqual(goodPod());
  });

  test('changes nothing without a requested profile', () => expect(fixed(appArmorProfile, goodPod())).toEqual(goodPod()));
});
