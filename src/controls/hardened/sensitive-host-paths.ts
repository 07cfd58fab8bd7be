/*
 * The node's programs, keys, kernel interfaces and other pods' files stay on the node.
 *
 * Restricted fields: spec.volumes[*].hostPath.path
 * Allowed values:    what neither is one of the directories of ../host-paths.ts, nor lies in one, nor holds one
 */
import { asObject } from '../../manifest/json';
import { always, at, PodControl } from '../control';
import { everyEntry } from '../entries';
import { sensitiveDirectoryAt } from '../host-paths';

export const sensitiveHostPaths: PodControl = {
  id: 'sensitive-host-paths',
  title: 'No sensitive directory of the node',
  level: 'hardened',
  severity: 'error',
  why: 'There a pod reads the keys of the node and the files of other pods, or writes what the node runs as root.',
  remedy: 'remove the volume; use an emptyDir, a persistent volume claim, a ConfigMap or a Secret',
  checks: always((pod) => everyEntry(pod.volumes, (volume, index) => {
    const directory = sensitiveDirectoryAt(asObject(asObject(volume).hostPath).path);
    return directory === undefined ? undefined : at(pod, ['volumes', index, 'hostPath', 'path'], `the node's ${directory} can be reached by it`);
  })),
};
