import { runtimeClass } from '../../../../src/policy/controls/hardened/runtime-class';
import { found, goodPod } from '../support';

const pod = (value: unknown) => goodPod((spec) => { spec.runtimeClassName = value; });

test.each(['nvidia', 'runc', 'runcrun', 'gvisorish', 'notkata', 'legacy'])('refuses %p', (value) => {
  expect(found(runtimeClass, pod(value))).toEqual(['spec.runtimeClassName']);
});

test.each(['gvisor', 'runsc', 'kata', 'kata-qemu', 'kata-clh-remote', 'gvisor-kvm', 'firecracker', '', undefined, null, 7, {}])('accepts %p', (value) => {
  expect(found(runtimeClass, pod(value))).toEqual([]);
});
