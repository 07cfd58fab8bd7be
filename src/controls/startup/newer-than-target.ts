/*
 * Fields that the target version of Kubernetes does not know yet: its API server drops them without a word.
 *
 * Restricted fields: those below, before the version from which on they count by default
 * Allowed values:    undefined
 *
 * Source: https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/
 */
import { asObject, isAbsent } from '../../manifest/json';
import { PodView } from '../../manifest/pod';
import { formatVersion, MinorVersion } from '../../manifest/version';
import { at, Check, NONE, PodControl, Violation } from '../control';
import { everyEntry } from '../entries';

interface VersionedField {
  readonly since: MinorVersion;
  readonly find: (pod: PodView) => readonly Violation[];
}

const FIELDS: readonly VersionedField[] = [
  { since: 30, find: inSecurityContexts('appArmorProfile') },
  { since: 33, find: inSecurityContexts('supplementalGroupsPolicy') },
  { since: 35, find: imageVolumes },
];

export const newerThanTarget: PodControl = {
  id: 'newer-than-target',
  title: 'Nothing newer than the target version',
  level: 'hardened',
  severity: 'error',
  why: 'What an API server does not know it drops, so the pod runs without the protection, or without the files, that it asked for.',
  remedy: 'remove it, or raise the Kubernetes version that the manifests are for',
  knownAs: {},
  checks: [0, ...FIELDS.map(({ since }) => since)].map((since) => ({
    since,
    check: newerThan(FIELDS.filter((field) => field.since > since)),
  })),
};

function newerThan(fields: readonly VersionedField[]): Check {
  return (pod) => fields.length === 0 ? NONE : fields.flatMap(({ since, find }) => find(pod)
    .map((violation) => ({ ...violation, detail: `it counts only since Kubernetes ${formatVersion(since)}` })));
}

function inSecurityContexts(field: string): VersionedField['find'] {
  return (pod) => [pod, ...pod.containers]
    .filter(({ securityContext }) => !isAbsent(securityContext[field]))
    .map((owner) => at(owner, ['securityContext', field]));
}

function imageVolumes(pod: PodView): readonly Violation[] {
  return everyEntry(pod.volumes, (volume, index) => isAbsent(asObject(volume).image) ? undefined : at(pod, ['volumes', index, 'image']));
}
