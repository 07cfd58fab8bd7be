import { appArmorProfile } from '../../../src/controls/baseline/app-armor-profile';
import { found, goodPod, violations } from '../support';
import { CONTAINERS, ODD, withContexts } from './contexts';

const KEY = 'container.apparmor.security.beta.kubernetes.io/main';

const unconfined = { appArmorProfile: { type: 'Unconfined' } };

test('names the type in the pod and in containers of every sort, then the annotation', () => {
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

test('names the annotation of a template where it stands', () => {
  const template = goodPod((_, { metadata }) => { metadata.annotations = { [KEY]: 'unconfined' }; });
  const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { annotations: { [KEY]: 'unconfined' } }, spec: { template } };
  expect(violations(appArmorProfile, deployment)).toEqual([
    { path: ['spec', 'template', 'metadata', 'annotations', KEY], value: 'unconfined', pin: `${KEY}=unconfined` },
  ]);
});

test.each(ODD)('annotations %j are none', (annotations) => {
  expect(found(appArmorProfile, goodPod((_, { metadata }) => { metadata.annotations = annotations; }))).toEqual([]);
});

test.each([null, 7, true, {}, []])('an annotation with value %j is empty', (value) => {
  expect(found(appArmorProfile, goodPod((_, { metadata }) => { metadata.annotations = { [KEY]: value }; }))).toEqual([]);
});

test.each(['RuntimeDefault', 7, [], { type: ['Localhost'] }])('a profile %j has no type that confines', (profile) => {
  expect(found(appArmorProfile, goodPod((spec) => { spec.securityContext.appArmorProfile = profile; })))
    .toEqual(['spec.securityContext.appArmorProfile.type']);
});
