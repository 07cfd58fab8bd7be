import { forbids } from './unsafe-values';
import { asArray, asString, isAbsent, JsonObject, Path, read } from '../../../formats/manifest/json';
import { toFieldPath } from '../../../formats/manifest/paths';
import { groupKind } from '../../../formats/manifest/workload';
import { Violations } from '../check';
import { ObjectControl } from '../control';
import { everyEntry, listOf } from '../violations';

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

const ALLOWED = 'false, undefined; capabilities of the default set; volumes other than "hostPath" and "*"; rules other than RunAsAny';

export const unsafeGrants: ObjectControl = {
  id: 'unsafe-grants',
  title: 'No permission to run unsafe pods',
  level: 'pss-baseline',
  risk: 'high',
  why: 'A subject that can use the object can run pods that take over their node.',
  remedy: 'grant only the permissions that one workload needs, and only to its service account',
  spec: {
    rules: [
      {
        when: 'in SecurityContextConstraints (OpenShift)',
        fields: [CONSTRAINTS.map(([path]) => path.join('.')).join(', ')],
        allowed: ALLOWED,
      },
      { when: 'in PodSecurityPolicies', fields: [POLICY.map(([path]) => path.join('.')).join(', ')], allowed: ALLOWED },
    ],
  },
  kinds: Object.keys(GRANTS),
  checkObject,
};

function checkObject(object: JsonObject): Violations {
  return listOf(everyEntry(GRANTS[groupKind(object)] ?? [], ([path, test]) => {
    const value = read(object, path);
    const allowKey = () => `${toFieldPath(path)}: ${asString(value) ?? JSON.stringify(value)}`;
    return !isAbsent(value) && test(value) ? { path, value, allowKey: allowKey() } : undefined;
  }));
}
