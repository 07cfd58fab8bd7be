/*
 * The settings that make a Linux container safe do not exist on Windows: the API server refuses them there.
 *
 * Restricted fields: spec.os.name, spec.nodeSelector["kubernetes.io/os"]
 * Allowed values:    linux, undefined
 *
 * Controls on what Windows does not have are not asked there: their remedies would name fields that the API server refuses.
 */
import { asObject, Path, read } from '../../manifest/json';
import { PodView } from '../../manifest/pod';
import { always, at, NONE, PodControl } from '../control';

/** Ids of the controls, beside those of Pod Security, that are about what Windows does not have. */
export const LINUX_ONLY: ReadonlySet<string> = new Set([
  'read-only-root-filesystem',
  'termination-message-path',
  'writable-paths',
  'undeclared-writable-paths',
  'user-id',
  'high-user-id',
  'group-id',
  'high-group-id',
  'fs-group',
  'fs-group-change-policy',
  'supplemental-groups',
  'shared-process-namespace',
  'low-ports',
  'token-readable',
]);

const PLACES: readonly Path[] = [['os', 'name'], ['nodeSelector', 'kubernetes.io/os']];

export const windows: PodControl = {
  id: 'windows',
  title: 'No Windows pods',
  level: 'hardened',
  severity: 'error',
  why: 'Read-only roots, capabilities, seccomp and numeric users do not exist on Windows, so nothing here can be promised.',
  remedy: 'use the plain cdk8s-plus workload for Windows',
  knownAs: {},
  checks: always((pod) => isForWindows(pod)
    ? PLACES.filter((place) => read(pod.json, place) === 'windows').map((place) => at(pod, place))
    : NONE),
};

/** Whether a pod says that it is for Windows nodes, in either of the two ways. */
export function isForWindows(pod: PodView): boolean {
  return pod.isWindows || asObject(pod.json.nodeSelector)['kubernetes.io/os'] === 'windows';
}
