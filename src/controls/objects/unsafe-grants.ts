/*
 * No object lets others run pods that Pod Security "baseline" forbids.
 *
 * Restricted fields: of a SecurityContextConstraints (OpenShift): allowPrivilegedContainer, allowHostDirVolumePlugin, allowHostIPC,
 *                    allowHostNetwork, allowHostPID, allowHostPorts; allowedCapabilities, defaultAddCapabilities; volumes; runAsUser.type
 *                    of a PodSecurityPolicy: privileged, hostIPC, hostNetwork, hostPID; allowedCapabilities, defaultAddCapabilities;
 *                    volumes; runAsUser.rule
 * Allowed values:    false, undefined; the capabilities of the default set; volumes but "hostPath" and "*"; rules but RunAsAny
 *
 * These run nothing themselves, so they are no workloads. A namespace that allows privileged pods is the control namespace-enforce's.
 */
import { asArray, asString, isAbsent, JsonObject, Path, read } from '../../manifest/json';
import { toFieldPath } from '../../manifest/paths';
import { groupKind } from '../../manifest/workload';
import { NONE, ObjectControl, Violation, Violations } from '../control';
import { forbids } from './unsafe-values';

type Test = (value: unknown) => boolean;

const isTrue: Test = (value) => value === true;
const capabilities: Test = (value) => asArray(value).some((name) => typeof name === 'string' && forbids(name, 'pss-baseline'));
const volumes: Test = (value) => asArray(value).some((type) => type === 'hostPath' || type === '*');
const anyUser: Test = (value) => value === 'RunAsAny';

const LISTS: readonly (readonly [Path, Test])[] = [
  [['allowedCapabilities'], capabilities],
  [['defaultAddCapabilities'], capabilities],
  [['volumes'], volumes],
];

const CONSTRAINTS: readonly (readonly [Path, Test])[] = [
  ...['allowPrivilegedContainer', 'allowHostDirVolumePlugin', 'allowHostIPC', 'allowHostNetwork', 'allowHostPID', 'allowHostPorts']
    .map((field) => [[field], isTrue] as const),
  ...LISTS,
  [['runAsUser', 'type'], anyUser],
];

const POLICY: readonly (readonly [Path, Test])[] = [
  ...['privileged', 'hostIPC', 'hostNetwork', 'hostPID'].map((field) => [['spec', field], isTrue] as const),
  ...LISTS.map(([path, test]) => [['spec', ...path], test] as const),
  [['spec', 'runAsUser', 'rule'], anyUser],
];

const GRANTS: { readonly [groupKind: string]: readonly (readonly [Path, Test])[] } = {
  '/SecurityContextConstraints': CONSTRAINTS,
  'security.openshift.io/SecurityContextConstraints': CONSTRAINTS,
  'extensions/PodSecurityPolicy': POLICY,
  'policy/PodSecurityPolicy': POLICY,
};

export const unsafeGrants: ObjectControl = {
  id: 'unsafe-grants',
  title: 'No permission to run unsafe pods',
  level: 'pss-baseline',
  severity: 'warning',
  why: 'Whoever may use the object runs pods with it that take over their node.',
  remedy: 'grant what one workload needs, to its service account alone',
  kinds: Object.keys(GRANTS),
  checkObject,
};

function checkObject(object: JsonObject): Violations {
  let found: Violation[] | undefined;
  for (const [path, test] of GRANTS[groupKind(object)] ?? []) {
    const value = read(object, path);
    if (!isAbsent(value) && test(value)) {
      (found ??= []).push({ path, value, allowKey: `${toFieldPath(path)}: ${asString(value) ?? JSON.stringify(value)}` });
    }
  }
  return found ?? NONE;
}
