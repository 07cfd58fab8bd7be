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

const NAME_THE_SYSTEM = 'write `os: {name: windows}`: from Kubernetes 1.25 on, Pod Security does not ask this of Windows pods, which may not set the field';

/** What to do on Windows where a control of Pod Security names fields that only Linux has. */
export const WINDOWS_REMEDIES: { readonly [control: string]: string } = {
  'allow-privilege-escalation': NAME_THE_SYSTEM,
  'capabilities-restricted': NAME_THE_SYSTEM,
  'seccomp-profile-restricted': NAME_THE_SYSTEM,
  'run-as-non-root': 'write `runAsNonRoot: true` and `windowsOptions: {runAsUserName: ContainerUser}` for the pod',
  'run-as-user': 'remove it: Windows has no numeric users, write `windowsOptions: {runAsUserName: ContainerUser}`',
};

const PLACES: readonly Path[] = [['os', 'name'], ['nodeSelector', 'kubernetes.io/os']];

export const windows: PodControl = {
  id: 'windows',
  title: 'No Windows pods',
  level: 'hardened',
  severity: 'error',
  why: 'Read-only roots, capabilities, seccomp and numeric users do not exist on Windows, so nothing here can be promised.',
  remedy: 'write `os: {name: windows}`, which exempts the pod from what Pod Security asks of Linux, and '
    + '`windowsOptions: {runAsUserName: ContainerUser}`; then waive this, and in TypeScript use the plain workload of cdk8s-plus',
  checks: always((pod) => isForWindows(pod)
    ? PLACES.filter((place) => read(pod.json, place) === 'windows').map((place) => at(pod, place))
    : NONE),
};

/** Whether a pod says that it is for Windows nodes, in either of the two ways. */
export function isForWindows(pod: PodView): boolean {
  return pod.isWindows || asObject(pod.json.nodeSelector)['kubernetes.io/os'] === 'windows';
}
