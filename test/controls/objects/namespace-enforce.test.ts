import { namespaceEnforce } from '../../../src/controls/objects/namespace-enforce';
import { found } from '../support';

const ENFORCE = 'pod-security.kubernetes.io/enforce';
const namespace = (metadata: unknown) => ({ apiVersion: 'v1', kind: 'Namespace', metadata });

test('refuses privileged', () => {
  expect(found(namespaceEnforce, namespace({ labels: { [ENFORCE]: 'privileged' } }))).toEqual([`metadata.labels["${ENFORCE}"]`]);
});

test.each([
  { labels: { [ENFORCE]: 'baseline' } }, { labels: { [ENFORCE]: 'restricted' } }, { labels: { [`${ENFORCE}-version`]: 'privileged' } },
  { labels: {} }, { labels: null }, { labels: 'text' }, {}, null, 'text',
])('accepts %j', (metadata) => {
  expect(found(namespaceEnforce, namespace(metadata))).toEqual([]);
});
