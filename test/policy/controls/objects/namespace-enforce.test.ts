import { namespaceEnforce } from '../../../../src/policy/controls/objects/namespace-enforce';
import { evaluate } from '../../../../src/policy/engine/evaluate';
import { profileOf } from '../../../../src/policy/engine/profile';
import { found, goodPod, violations } from '../support';

const ENFORCE = 'pod-security.kubernetes.io/enforce';
const namespace = (metadata: unknown) => ({ apiVersion: 'v1', kind: 'Namespace', metadata });

test.each([
  { labels: { [ENFORCE]: 'privileged' } }, { labels: { [`${ENFORCE}-version`]: 'privileged' } }, { labels: {} }, { labels: null }, { labels: 'text' }, {}, null, 'text',
])('refuses %j', (metadata) => {
  expect(found(namespaceEnforce, namespace(metadata))).toEqual([`metadata.labels["${ENFORCE}"]`]);
});

test.each(['Restricted', 'strict', '', true])('refuses the unknown level %j', (level) => {
  expect(violations(namespaceEnforce, namespace({ labels: { [ENFORCE]: level } }))).toMatchObject([{ value: level, detail: 'the API server does not know this level' }]);
});

test.each(['baseline', 'restricted'])('accepts %s', (level) => {
  expect(found(namespaceEnforce, namespace({ labels: { [ENFORCE]: level } }))).toEqual([]);
});

test.each([
  ['restricted', 'v1.0'], ['restricted', 'v1.21'], ['baseline', 'v1.0'], ['baseline', 'v1.18'],
])('refuses %s of the old version %s, whose checks are incomplete', (level, version) => {
  const labels = { [ENFORCE]: level, [`${ENFORCE}-version`]: version };
  expect(violations(namespaceEnforce, namespace({ labels }))).toMatchObject([{
    path: ['metadata', 'labels', `${ENFORCE}-version`], value: version, detail: expect.stringContaining(`"${level}" of this version admits pods`),
  }]);
});

test.each([
  ['restricted', 'v1.22'], ['restricted', 'v1.34'], ['restricted', 'latest'], ['baseline', 'v1.19'], ['baseline', 'v2.0'], ['restricted', '1.0'], ['restricted', null],
])('accepts %s with the version %s', (level, version) => {
  expect(found(namespaceEnforce, namespace({ labels: { [ENFORCE]: level, [`${ENFORCE}-version`]: version } }))).toEqual([]);
});

// The levels of those versions, by the standard itself.
test.each([['baseline', 'pss-baseline', 18, 19], ['restricted', 'pss-restricted', 21, 22]] as const)(
  '%s finds more since the first version that is accepted', (_, level, old, complete) => {
    const unsafe = goodPod((spec) => {
      spec.securityContext.seccompProfile = { type: 'Unconfined' };
      spec.containers.forEach(({ securityContext }: any) => delete securityContext.capabilities);
    });
    const ids = (version: number) => new Set(evaluate(unsafe, profileOf(level, version)).map(({ control }) => control.id));
    expect(ids(complete).size).toBeGreaterThan(ids(old).size);
  });

test.each([['privileged', 'privileged'], [null, undefined]])('the value of a finding for the label %j is %j', (label, value) => {
  expect(violations(namespaceEnforce, namespace({ labels: { [ENFORCE]: label } }))).toEqual([expect.objectContaining({ value })]);
});
