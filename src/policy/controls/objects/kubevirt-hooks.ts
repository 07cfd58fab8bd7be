import { asObject, JsonObject, Path, read } from '../../../formats/manifest/json';
import { groupKind } from '../../../formats/manifest/workload';
import { ObjectControl } from '../control';
import { listOf } from '../violations';

const ANNOTATION = 'hooks.kubevirt.io/hookSidecars';
const TEMPLATE: Path = ['spec', 'template', 'metadata', 'annotations'];

/** The path of the machines' annotations, by kind. */
const PLACES: { readonly [groupKind: string]: Path } = {
  'kubevirt.io/VirtualMachineInstance': ['metadata', 'annotations'],
  'kubevirt.io/VirtualMachine': TEMPLATE,
  'kubevirt.io/VirtualMachineInstanceReplicaSet': TEMPLATE,
  'pool.kubevirt.io/VirtualMachinePool': ['spec', 'virtualMachineTemplate', ...TEMPLATE],
};

export const kubevirtHooks: ObjectControl = {
  id: 'kubevirt-hooks',
  title: 'No hook sidecars of virtual machines',
  level: 'hardened',
  risk: 'high',
  why: 'The sidecar can be any image or script, and changes the definition of the machine before QEMU starts it. It can add devices and '
    + 'files of the launcher that admission checks do not see.',
  remedy: 'remove it, and write the setting as a field of the VirtualMachine; leave the feature gate Sidecar off',
  spec: {
    rules: [{
      fields: [`the annotation ${ANNOTATION} of a VirtualMachineInstance, and of the template of a `
        + 'VirtualMachine, VirtualMachineInstanceReplicaSet or VirtualMachinePool'],
      allowed: 'undefined, "", "[]"',
    }],
    sources: ['https://kubevirt.io/user-guide/user_workloads/hook-sidecar/'],
  },
  kinds: Object.keys(PLACES),
  checkObject: (object: JsonObject) => {
    const path = PLACES[groupKind(object)] ?? TEMPLATE;
    const value = asObject(read(object, path))[ANNOTATION];
    return listOf(typeof value === 'string' && !/^\s*(?:\[\s*\])?\s*$/.test(value) ? { path: [...path, ANNOTATION], value } : undefined);
  },
};
