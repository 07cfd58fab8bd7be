import { seccompProfileBaseline } from '../../../../src/policy/controls/baseline/seccomp-profile-baseline';
import { found, goodPod } from '../support';
import { CONTAINERS, withContexts } from './contexts';

const POD = 'seccomp.security.alpha.kubernetes.io/pod';
const CONTAINER = 'container.seccomp.security.alpha.kubernetes.io/';

const annotated = (annotations: unknown) => withContexts({}, (_, { metadata }) => { metadata.annotations = annotations; });

test('reports the types in the pod and in every container', () => {
  const unconfined = { seccompProfile: { type: 'Unconfined' } };
  const pod = withContexts(unconfined, (spec) => Object.assign(spec.securityContext, unconfined));
  expect(found(seccompProfileBaseline, pod)).toEqual([
    'spec.securityContext.seccompProfile.type',
    ...CONTAINERS.map((container) => `${container}.securityContext.seccompProfile.type`),
  ]);
});

test('before 1.19 it reports the annotations of the pod and of its containers', () => {
  const keys = [POD, ...['setup', 'main', 'debugger'].map((name) => CONTAINER + name)];
  const all = Object.fromEntries([...keys, `${CONTAINER}stranger`].map((key) => [key, 'unconfined']));
  expect(found(seccompProfileBaseline, annotated(all), '1.18')).toEqual(keys.map((key) => `metadata.annotations["${key}"]`));
  expect(found(seccompProfileBaseline, annotated(all), '1.19')).toEqual([]);
});

test.each([null, 'text', 7, [], [null]])('annotations of %j have no findings', (annotations) => {
  expect(found(seccompProfileBaseline, annotated(annotations), '1.18')).toEqual([]);
});

// To the API server null is the empty string here, and that is no profile.
test.each([null, 7, {}, ''])('an annotation with value %j counts as empty', (value) => {
  expect(found(seccompProfileBaseline, annotated({ [POD]: value }), '1.18')).toEqual([`metadata.annotations["${POD}"]`]);
});

test.each(['RuntimeDefault', 7, [], { type: ['Localhost'] }])('a profile of %j is not confined', (profile) => {
  expect(found(seccompProfileBaseline, goodPod((spec) => { spec.securityContext.seccompProfile = profile; })))
    .toEqual(['spec.securityContext.seccompProfile.type']);
});
