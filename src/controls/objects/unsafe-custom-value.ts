/*
 * No value that Pod Security "baseline" forbids stands where no control evaluates it.
 *
 * Restricted fields: every field of every object, outside of the pods that are evaluated and of OpenAPI schemas:
 *                    privileged, hostPID, hostIPC, hostNetwork, hostProcess, exposeDockerSocket: true
 *                    hostPath and hostDisk with a path, hostDevices with a device, hostPort with a number
 *                    procMount: Unmasked, seccompProfile and appArmorProfile of the type Unconfined
 *                    capabilities.add beyond the default set
 *                    the same as a chart's parameter (name and value), a dotted key, or a JSON patch (path and value, or copied to path)
 * Allowed values:    none of these
 *
 * A custom resource has its operator make pods, and a policy or a patch changes pods: neither its place nor its kind is known,
 * but the value means the same wherever it stands. A status, and the patterns that a Kyverno policy compares with, make no pods.
 * What a PersistentVolume and what grants (PodSecurityPolicy, SecurityContextConstraints) hold, other controls evaluate.
 */
import { ObjectControl } from '../control';
import { unsafeValuesIn } from './unsafe-settings';

export const unsafeCustomValue: ObjectControl = {
  id: 'unsafe-custom-value',
  title: 'No unsafe values outside of evaluated pods',
  level: 'pss-baseline',
  severity: 'error',
  why: 'An operator makes pods of the object: with this value they have what Pod Security baseline forbids.',
  remedy: 'remove the value',
  isUnevaluated: true,
  checkObject: (object) => unsafeValuesIn(object, 'pss-baseline'),
};
