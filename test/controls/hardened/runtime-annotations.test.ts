import { runtimeAnnotations } from '../../../src/controls/hardened/runtime-annotations';
import { found, goodPod } from '../support';

const pod = (annotations: unknown) => goodPod((_, object) => { object.metadata.annotations = annotations; });

test.each([
  'io.kubernetes.cri-o.Devices', 'io.kubernetes.cri-o.userns-mode', 'io.katacontainers.config.hypervisor.kernel', 'devices.nri.io/container.main',
  'cdi.k8s.io/gpu', 'cdi.k8s.io', 'mounts.devices.nri.io/pod',
])('%s speaks to the runtime', (key) => {
  expect(found(runtimeAnnotations, pod({ a: 'b', [key]: 'x' }))).toEqual([`metadata.annotations["${key}"]`]);
});

test.each([
  { 'io.kubernetes.cri': 'x', 'app.example/cdi.k8s.io': 'x', 'notcdi.k8s.io/x': 'x', 'cdi.k8s.io.example/x': 'x' }, {}, undefined, null, 'text', 7, [],
])('%j does not', (annotations) => {
  expect(found(runtimeAnnotations, pod(annotations))).toEqual([]);
});

test('looks at the pod template, not at the workload', () => {
  const metadata = { annotations: { 'cdi.k8s.io/gpu': 'x' } };
  expect(found(runtimeAnnotations, { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { template: { metadata, spec: {} } } }))
    .toEqual(['spec.template.metadata.annotations["cdi.k8s.io/gpu"]']);
});
