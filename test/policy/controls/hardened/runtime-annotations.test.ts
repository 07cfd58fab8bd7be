import { runtimeAnnotations } from '../../../../src/policy/controls/hardened/runtime-annotations';
import { found, goodPod } from '../support';

const pod = (annotations: unknown) => goodPod((_, object) => { object.metadata.annotations = annotations; });

test.each([
  'io.kubernetes.cri-o.Devices', 'io.kubernetes.cri-o.userns-mode', 'seccomp-profile.kubernetes.cri-o.io/POD', 'seccomp-profile.kubernetes.cri-o.io',
  'devices.crio.io', 'seccomp-profile.crio.io/main', 'userns-mode.crio.io', 'no-cpu-quota.crio.io', 'dev.gvisor.flag.network', 'io.katacontainers.config.hypervisor.kernel',
  'devices.nri.io/container.main', 'devices.nri.io', 'mounts.nri.io/pod', 'mounts.noderesource.dev/pod', 'cdi-devices.noderesource.dev/pod',
  'cgroups.noderesource.dev/writable', 'netdevice.noderesource.dev', 'netdevices.nri.containerd.io/pod', 'ulimits.nri.containerd.io/container.main',
  'cdi.k8s.io/gpu', 'cdi.k8s.io', 'nvidia.cdi.k8s.io/container.main', 'org.systemd.property.DeviceAllow', 'org.criu.config', 'run.oci.keep_original_groups',
])('reports %s', (key) => {
  expect(found(runtimeAnnotations, pod({ a: 'b', [key]: 'x' }))).toEqual([`metadata.annotations["${key}"]`]);
});

test.each([
  'io.kubernetes.cri', 'app.example/io.kubernetes.cri-o.Devices', 'app.example/io.katacontainers.x', 'crio.io/x', 'app.example/devices.crio.io',
  'devices.crio.io.example/x', 'cpu-load-balancing.crio.io', 'irq-load-balancing.crio.io', 'app.example/seccomp-profile.kubernetes.cri-o.io',
  'seccomp-profile.kubernetes.cri-o.io.example/x', 'app.example/devices.nri.io', 'devices.nri.io.example/x', 'memory-type.resource-policy.nri.io/pod',
  'required-plugins.noderesource.dev/pod', 'app.example/cdi.k8s.io', 'notcdi.k8s.io/x', 'cdi.k8s.io.example/x',
  'org.systemd.propertyx', 'example.org.systemd.property.x', 'org.criu.config.x', 'run.ocix', 'dry-run.oci.x',
])('accepts %s', (key) => {
  expect(found(runtimeAnnotations, pod({ [key]: 'x' }))).toEqual([]);
});

test.each([{}, undefined, null, 'text', 7, []])('survives annotations of %j', (annotations) => {
  expect(found(runtimeAnnotations, pod(annotations))).toEqual([]);
});

test('checks the pod template, not the workload', () => {
  const metadata = { annotations: { 'cdi.k8s.io/gpu': 'x' } };
  expect(found(runtimeAnnotations, { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { template: { metadata, spec: {} } } }))
    .toEqual(['spec.template.metadata.annotations["cdi.k8s.io/gpu"]']);
});
