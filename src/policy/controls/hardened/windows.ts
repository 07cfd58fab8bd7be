import { asObject, Path, read } from '../../../formats/manifest/json';
import { PodView } from '../../../formats/manifest/pod';
import { IS_WINDOWS, SPEC } from '../cel';
import { always, PodControl } from '../control';
import { at } from '../violations';

const PLACES: readonly Path[] = [['os', 'name'], ['nodeSelector', 'kubernetes.io/os']];

export const windows: PodControl = {
  id: 'windows',
  title: 'No Windows pods',
  level: 'hardened',
  risk: 'medium',
  failsHardenedKinds: true,
  why: 'Read-only root filesystems, capabilities, seccomp and numeric users do not '
    + 'exist on Windows, so these controls cannot protect the pod.',
  remedy: 'write `os: {name: windows}`, which exempts the pod from the requirements of Pod Security for Linux, and '
    + '`windowsOptions: {runAsUserName: ContainerUser}`; then waive this',
  remedyInCode: {
    hardened: 'use the plain workload of cdk8s-plus, add `os: {name: windows}`, which exempts the pod from the requirements '
    + 'of Pod Security for Linux, and `windowsOptions: {runAsUserName: ContainerUser}`; then waive this',
  },
  spec: {
    rules: [{ fields: ['spec.os.name', 'spec.nodeSelector["kubernetes.io/os"]'], allowed: 'linux, undefined' }],
    notes: ['Controls for settings that do not exist on Windows are not checked for such pods, because the API server refuses these fields '
      + 'there.'],
  },
  admission: [
    { each: 'pod', violates: IS_WINDOWS, value: '\'windows\'' },
    { each: 'pod', violates: `${SPEC}.?nodeSelector[?'kubernetes.io/os'].orValue('') == 'windows'`, value: '\'windows\'' },
  ],
  reads: { needs: ['spec.os', 'spec.nodeSelector'] },
  checks: always((pod) => isForWindows(pod)
    ? PLACES.filter((place) => read(pod.json, place) === 'windows').map((place) => at(pod, place))
    : undefined),
};

/** Whether a pod requires Windows nodes, by `os` or by a node selector. */
export function isForWindows(pod: PodView): boolean {
  return pod.isWindows || asObject(pod.json.nodeSelector)['kubernetes.io/os'] === 'windows';
}
