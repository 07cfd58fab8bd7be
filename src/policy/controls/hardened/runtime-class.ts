import { asString } from '../../../formats/manifest/json';
import { celMatches, SPEC } from '../cel';
import { always, PodControl } from '../control';
import { at } from '../violations';

const SANDBOX = /^(?:(?:gvisor|runsc|kata|firecracker)(?:-.+)?)?$/;

export const runtimeClass: PodControl = {
  id: 'runtime-class',
  title: 'No runtime class except a sandbox',
  level: 'hardened',
  risk: 'low',
  why: 'Another runtime may enforce less of the security context than the default runtime of the cluster.',
  remedy: 'remove it, or use a sandbox such as `gvisor` or `kata`',
  spec: {
    rules: [{
      fields: ['spec.runtimeClassName'],
      allowed: 'undefined, "", and common names of sandboxes, which have a user-space kernel or a virtual machine',
    }],
    notes: ['The control compares only names, because each cluster chooses the runtimes for its names.'],
  },
  admission: [{
    each: 'pod',
    violates: `!${celMatches(`${SPEC}.?runtimeClassName.orValue('')`, SANDBOX)}`,
    value: `${SPEC}.runtimeClassName`,
  }],
  reads: { needs: ['spec.runtimeClassName'] },
  checks: always((pod) => SANDBOX.test(asString(pod.json.runtimeClassName) ?? '') ? undefined : at(pod, ['runtimeClassName'])),
};
