import { meshInjection } from '../../../../src/policy/controls/hardened/mesh-injection';
import { evaluate } from '../../../../src/policy/engine/evaluate';
import { profileOf } from '../../../../src/policy/engine/profile';
import { goodPod } from '../support';

const reported = (metadata: object) => evaluate(goodPod((_, pod) => Object.assign(pod.metadata, metadata)), profileOf('hardened'))
  .filter(({ control }) => control === meshInjection).map(({ severity, path }) => `${severity} ${path.join(' ')}`);

test.each([
  'sidecar.istio.io/proxyImage', 'sidecar.istio.io/userVolume', 'sidecar.istio.io/userVolumeMount', 'config.linkerd.io/proxy-image', 'config.linkerd.io/init-image',
])('reports %s as an error, since no control sees what it injects', (key) => {
  expect(reported({ annotations: { a: 'b', [key]: 'x' } })).toEqual([`error metadata annotations ${key}`]);
  expect(reported({ annotations: { [key]: '' } })).toEqual([]);
});

test.each([
  ['sidecar.istio.io/inject', 'false'], ['sidecar.istio.io/inject', 'no'], ['sidecar.istio.io/inject', 'never'], ['linkerd.io/inject', 'disabled'],
  ['istio.io/dataplane-mode', 'none'],
])('reports %s: %s as a warning, as an annotation and as a label', (key, value) => {
  expect(reported({ annotations: { [key]: value } })).toEqual([`warning metadata annotations ${key}`]);
  expect(reported({ labels: { [key]: value } })).toEqual([`warning metadata labels ${key}`]);
  expect(reported({ labels: { [key]: value }, annotations: { [key]: value } })).toHaveLength(2);
});

test.each([
  ['sidecar.istio.io/inject', 'true'], ['sidecar.istio.io/inject', 'Yes'], ['sidecar.istio.io/inject', 'on'], ['sidecar.istio.io/inject', ''],
  ['linkerd.io/inject', 'enabled'], ['istio.io/dataplane-mode', 'ambient'], ['sidecar.istio.io/proxyCPU', '100m'], ['sidecar.istio.io/proxyImageType', 'distroless'],
])('accepts %s: %s', (key, value) => expect(reported({ annotations: { [key]: value }, labels: { [key]: value } })).toEqual([]));

test.each([{}, undefined, null, 'text', 7, []])('survives annotations and labels of %j', (odd) => expect(reported({ annotations: odd, labels: odd })).toEqual([]));
