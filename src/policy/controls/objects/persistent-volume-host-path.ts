import { asObject, asString, isAbsent, JsonObject } from '../../../formats/manifest/json';
import { isIn, normalizePath } from '../../../formats/manifest/paths';
import { Violation, Violations } from '../check';
import { ObjectControl } from '../control';
import { runtimeSocketAt, sensitiveDirectoryAt } from '../host-paths';

const SOURCES = ['hostPath', 'local'];

export const persistentVolumeHostPath: ObjectControl = {
  id: 'persistent-volume-host-path',
  title: 'No persistent volume on a node\'s file system',
  level: 'hardened',
  risk: {
    high: 'any other path',
    critical: 'the root of the node, a socket of its container runtime, or a directory with its keys, its programs or other pods\' files',
  },
  why: 'Through a PersistentVolumeClaim, even a restricted pod can read and write this directory of the node.',
  remedy: 'use a storage driver (CSI), or a StorageClass that creates the volume',
  remedyInCode: 'use a `PersistentVolumeClaim` with the `storageClassName` of a storage driver (CSI)',
  spec: {
    rules: [{ fields: ['spec.{hostPath,local} of a PersistentVolume'], allowed: 'undefined' }],
    notes: ['Pod Security checks only pods.', 'A `local` volume in /dev is a single device, such as a disk.'],
    sources: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#persistent-volume-creation', 'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath'],
  },
  kinds: ['/PersistentVolume'],
  checkObject,
};

function checkObject(volume: JsonObject): Violations {
  const spec = asObject(volume.spec);
  const sources = SOURCES.filter((source) => !isAbsent(spec[source]));
  return sources.map((source) => nodeVolume(source, spec[source]));
}

function nodeVolume(source: string, value: unknown): Violation {
  const path = asString(asObject(value).path);
  const exposed = runtimeSocketAt(path) ?? sensitiveDirectoryAt(path);
  const isDevice = source === 'local' && path !== undefined && isIn(normalizePath(path), '/dev');
  return {
    path: ['spec', source],
    value,
    allowKey: path,
    ...exposed !== undefined && !isDevice && {
      risk: 'critical',
      detail: `it gives access to ${accessText(normalizePath(path!), exposed)}`,
    },
  };
}

function accessText(path: string, exposed: string): string {
  if (path === '/') {
    return 'all files of the node';
  }
  return isIn(path, exposed) ? `the node's ${path}` : `the node's ${path}, with ${exposed}`;
}
