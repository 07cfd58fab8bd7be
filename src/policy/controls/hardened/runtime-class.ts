import { asString } from '../../../formats/manifest/json';
import { celMatches, SPEC } from '../cel';
import { always, PodControl } from '../control';
import { at } from '../violations';

const SANDBOX = /^(?:(?:gvisor|runsc|kata|firecracker)(?:-.+)?)?$/;

export const runtimeClass: PodControl = {
  id: 'runtime-class',
  title: 'No runtime class but a sandbox',
  level: 'hardened',
  risk: 'low',
  why: 'Another runtime may apply less of the security context than the cluster\'s default runtime.',
  remedy: 'remove it, or name a sandbox such as `gvisor` or `kata`',
  spec: {
    rules: [{
      fields: ['spec.runtimeClassName'],
      allowed: 'undefined, "", and the usual names of sandboxes, which have a user-space kernel or a virtual machine',
    }],
    notes: ['The cluster decides what a name stands for: this compares names, not runtimes.'],
  },
  admission: [{
    each: 'pod',
    violates: `!${celMatches(`${SPEC}.?runtimeClassName.orValue('')`, SANDBOX)}`,
    value: `${SPEC}.runtimeClassName`,
  }],
  reads: { needs: ['spec.runtimeClassName'] },
  checks: always((pod) => SANDBOX.test(asString(pod.json.runtimeClassName) ?? '') ? undefined : at(pod, ['runtimeClassName'])),
};
