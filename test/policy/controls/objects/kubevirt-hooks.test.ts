import { kubevirtHooks } from '../../../../src/policy/controls/objects/kubevirt-hooks';
import { found } from '../support';

const annotations = (value: unknown) => ({ metadata: { annotations: { 'hooks.kubevirt.io/hookSidecars': value } } });
const machine = (value: unknown) => found(kubevirtHooks, { apiVersion: 'kubevirt.io/v1', kind: 'VirtualMachine', spec: { template: annotations(value) } });

test('reports hook sidecars of each kind', () => {
  const value = '[{"args": ["--version", "v1alpha2"], "image": "example/hook"}]';
  expect(machine(value)).toEqual(['spec.template.metadata.annotations["hooks.kubevirt.io/hookSidecars"]']);
  expect(found(kubevirtHooks, { apiVersion: 'kubevirt.io/v1', kind: 'VirtualMachineInstance', ...annotations(value) })).toEqual(['metadata.annotations["hooks.kubevirt.io/hookSidecars"]']);
});

test.each(['', '[]', ' [ ] ', null, undefined, 7])('accepts %p', (value) => expect(machine(value)).toEqual([]));
