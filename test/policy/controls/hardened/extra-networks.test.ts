import { extraNetworks } from '../../../../src/policy/controls/hardened/extra-networks';
import { found, goodPod } from '../support';

const pod = (annotations: unknown) => goodPod((_, object) => { object.metadata.annotations = annotations; });
const NETWORKS = 'k8s.v1.cni.cncf.io/networks';

test.each(['storage', 'other-namespace/storage@eth1', '[{"name": "storage"}]', '[ { "name": "a" } ]'])('reports %s as an additional network', (value) => {
  for (const key of [NETWORKS, 'v1.multus-cni.io/default-network']) {
    expect(found(extraNetworks, pod({ a: 'b', [key]: value }))).toEqual([`metadata.annotations["${key}"]`]);
  }
});

test.each(['', ' ', '[]', ' [ ] ', null, undefined])('accepts the value %j', (value) => expect(found(extraNetworks, pod({ [NETWORKS]: value }))).toEqual([]));

test.each([{ 'k8s.v1.cni.cncf.io/network-status': '[{}]' }, {}, undefined, null, 'text', 7, []])('accepts annotations of %j', (annotations) => {
  expect(found(extraNetworks, pod(annotations))).toEqual([]);
});
