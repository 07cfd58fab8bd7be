/*
 * A runtime of its own only makes a pod's walls thicker.
 *
 * Restricted fields: spec.runtimeClassName
 * Allowed values:    undefined, "", and the usual names of sandboxes: a user-space kernel or a virtual machine
 *
 * What stands behind a name is the cluster's business: this is a list of names, not of runtimes.
 */
import { asString } from '../../manifest/json';
import { always, at, NONE, PodControl } from '../control';

const SANDBOX = /^(?:(?:gvisor|runsc|kata|firecracker)(?:-.+)?)?$/;

export const runtimeClass: PodControl = {
  id: 'runtime-class',
  title: 'No runtime class but a sandbox',
  level: 'hardened',
  severity: 'warning',
  why: 'Another runtime may apply less of the security context than the one that the cluster runs by default.',
  remedy: 'remove it, or name a sandbox such as `gvisor` or `kata`',
  checks: always((pod) => SANDBOX.test(asString(pod.json.runtimeClassName) ?? '') ? NONE : [at(pod, ['runtimeClassName'])]),
};
