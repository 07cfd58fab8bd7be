import { namespaceEnforce } from '../../../src/controls/objects/namespace-enforce';
import { found, violations } from '../support';

const ENFORCE = 'pod-security.kubernetes.io/enforce';
const namespace = (metadata: unknown) => ({ apiVersion: 'v1', kind: 'Namespace', metadata });

test.each([
  { labels: { [ENFORCE]: 'privileged' } }, { labels: { [`${ENFORCE}-version`]: 'privileged' } }, { labels: {} }, { labels: null }, { labels: 'text' }, {}, null, 'text',
])('refuses %j', (metadata) => {
  expect(found(namespaceEnforce, namespace(metadata))).toEqual([`metadata.labels["${ENFORCE}"]`]);
});

test.each(['baseline', 'restricted'])('accepts %s', (level) => {
  expect(found(namespaceEnforce, namespace({ labels: { [ENFORCE]: level } }))).toEqual([]);
});

test.each([['privileged', 'privileged'], [null, undefined]])('the value of a finding for the label %j is %j', (label, value) => {
  expect(violations(namespaceEnforce, namespace({ labels: { [ENFORCE]: label } }))).toEqual([expect.objectContaining({ value })]);
});
