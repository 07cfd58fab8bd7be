/*
 * No volume of the cluster is a directory of a node.
 *
 * Restricted fields: spec.hostPath, spec.local of a PersistentVolume
 * Allowed values:    undefined
 *
 * Pod Security looks at pods alone: a pod under "restricted" reads and writes the node through a claim for such a volume.
 */
import { asObject, asString, isAbsent, JsonObject } from '../../manifest/json';
import { NONE, ObjectControl, Violation, Violations } from '../control';
import { runtimeSocketAt, sensitiveDirectoryAt } from '../host-paths';

const SOURCES = ['hostPath', 'local'];

export const persistentVolumeHostPath: ObjectControl = {
  id: 'persistent-volume-host-path',
  title: 'No persistent volume on a node\'s file system',
  level: 'hardened',
  severity: 'error',
  why: 'Through a claim for it even a restricted pod reads and writes a directory of the node.',
  remedy: 'use a storage driver (CSI), or a StorageClass that makes the volume',
  kinds: ['/PersistentVolume'],
  checkObject,
};

function checkObject(volume: JsonObject): Violations {
  const spec = asObject(volume.spec);
  const sources = SOURCES.filter((source) => !isAbsent(spec[source]));
  return sources.length === 0 ? NONE : sources.map((source) => nodeVolume(source, spec[source]));
}

function nodeVolume(source: string, value: unknown): Violation {
  const { path } = asObject(value);
  const exposed = runtimeSocketAt(path) ?? sensitiveDirectoryAt(path);
  return {
    path: ['spec', source],
    value,
    allowKey: asString(path),
    detail: exposed === undefined ? undefined : `the node's ${exposed} can be reached by it`,
  };
}
