import { asArray, asObject, isAbsent, isArray, JsonObject, read } from '../../../formats/manifest/json';
import { objectName } from '../../../formats/manifest/workload';
import { ObjectSetting, settingsControl } from '../object-settings';

const ADMISSION = 'admissionregistration.k8s.io/';
const OPEN = {
  unsafe: /^Ignore$/,
  allowed: 'Fail, undefined',
  risk: 'medium',
  effect: 'objects are admitted if the policy cannot be evaluated',
  example: { bad: 'Ignore', good: 'Fail' },
} as const;
const AUDITS = { risk: 'medium', effect: 'violations are only recorded, and the object is admitted' } as const;
const KYVERNO = {
  product: 'Kyverno',
  kinds: ['kyverno.io/ClusterPolicy', 'kyverno.io/Policy'],
  source: 'https://kyverno.io/docs/policy-types/cluster-policy/policy-settings/',
};
const KUBEWARDEN_KINDS = ['ClusterAdmissionPolicy', 'AdmissionPolicy', 'ClusterAdmissionPolicyGroup', 'AdmissionPolicyGroup'];

/** Constraints of the Gatekeeper library that do what Pod Security does. */
const CONSTRAINTS = [
  'AllowPrivilegeEscalationContainer',
  'AllowedUsers',
  'AppArmor',
  'AutomountServiceAccountTokenPod',
  'Capabilities',
  'FSGroup',
  'ForbiddenSysctls',
  'HostFilesystem', 'HostNamespace', 'HostNetworkingPorts', 'PrivilegedContainer', 'ProcMount', 'ReadOnlyRootFilesystem',
  'SELinuxV2', 'Seccomp', 'SeccompV2', 'VolumeTypes',
].map((name) => `constraints.gatekeeper.sh/K8sPSP${name}`).concat('constraints.gatekeeper.sh/K8sAllowedRepos');

const SYSTEM = /^(?:kube-|gatekeeper-|cosign-)/;
const MANAGED_BY = ['metadata', 'labels', 'app.kubernetes.io/managed-by'];
const UNCHECKED = {
  allowed: 'undefined, except in system namespaces',
  risk: 'low',
  effect: 'the webhook does not check the pods of this namespace',
} as const;
const isOfApplication = (object: JsonObject) => !SYSTEM.test(objectName(object));

const ROWS: readonly ObjectSetting[] = [
  {
    product: 'API server',
    kinds: [`${ADMISSION}ValidatingAdmissionPolicyBinding`],
    field: 'spec.validationActions',
    unsafe: onlyRecords,
    allowed: 'with Deny',
    ...AUDITS,
    source: 'https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/#validation-actions',
    example: { bad: ['Audit', 'Warn'], good: ['Deny', 'Audit'] },
  },
  {
    ...OPEN,
    product: 'API server',
    kinds: [`${ADMISSION}ValidatingAdmissionPolicy`, `${ADMISSION}MutatingAdmissionPolicy`],
    field: 'spec.failurePolicy',
    source: 'https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/#failure-policy',
  },
  {
    ...KYVERNO,
    ...AUDITS,
    field: 'spec.validationFailureAction',
    unsafe: /^audit$/i,
    allowed: 'Enforce, undefined',
    example: {
      bad: 'Audit',
      good: 'Enforce',
    },
  },
  {
    ...KYVERNO,
    ...AUDITS,
    field: 'spec.rules[*].validate.failureAction',
    unsafe: /^audit$/i,
    allowed: 'Enforce, undefined',
    example: { bad: 'Audit', good: 'Enforce' },
  },
  { ...KYVERNO, ...OPEN, field: 'spec.failurePolicy' },
  ...['any', 'all'].map((list): ObjectSetting => ({
    product: 'Kyverno',
    kinds: ['kyverno.io/PolicyException'],
    field: `spec.match.${list}[*].resources`,
    unsafe: (value) => isForEveryNamespace(asObject(value)),
    allowed: 'with names, namespaces or a selector',
    risk: 'medium',
    effect: 'the exception applies to every namespace',
    source: 'https://kyverno.io/docs/guides/exceptions/',
    example: { bad: { kinds: ['Pod'], namespaces: ['*'] }, good: { kinds: ['Pod'], namespaces: ['shop'], names: ['web*'] } },
  })),
  {
    product: 'Kyverno',
    kinds: ['ValidatingPolicy', 'ImageValidatingPolicy'].map((kind) => `policies.kyverno.io/${kind}`),
    field: 'spec.validationActions',
    unsafe: onlyRecords,
    allowed: 'with Deny',
    ...AUDITS,
    source: 'https://kyverno.io/docs/policy-types/validating-policy/',
    example: { bad: ['Audit'], good: ['Deny'] },
  },
  {
    product: 'Gatekeeper',
    kinds: CONSTRAINTS,
    field: 'spec.enforcementAction',
    unsafe: /^(?:dryrun|warn)$/,
    allowed: 'deny, scoped, undefined',
    ...AUDITS,
    source: 'https://open-policy-agent.github.io/gatekeeper/website/docs/violations/',
    example: { bad: 'dryrun', good: 'deny' },
  },
  {
    product: 'Gatekeeper',
    kinds: ['config.gatekeeper.sh/Config'],
    field: 'spec.match[*].excludedNamespaces[*]',
    unsafe: /^\*$/,
    allowed: 'names of namespaces',
    risk: 'medium',
    effect: 'no namespace is checked',
    source: 'https://open-policy-agent.github.io/gatekeeper/website/docs/exempt-namespaces/',
    example: { bad: '*', good: 'kube-*' },
  },
  {
    product: 'Kubewarden',
    kinds: KUBEWARDEN_KINDS.map((kind) => `policies.kubewarden.io/${kind}`),
    field: 'spec.mode',
    unsafe: /^monitor$/,
    allowed: 'protect, undefined',
    ...AUDITS,
    source: 'https://docs.kubewarden.io/reference/monitor-mode',
    example: { bad: 'monitor', good: 'protect' },
  },
  {
    product: 'Sigstore',
    kinds: ['policy.sigstore.dev/ClusterImagePolicy'],
    field: 'spec.mode',
    unsafe: /^warn$/,
    allowed: 'enforce, undefined',
    ...AUDITS,
    source: 'https://docs.sigstore.dev/policy-controller/overview/',
    example: { bad: 'warn', good: 'enforce' },
  },
  {
    product: 'Sigstore',
    kinds: ['policy.sigstore.dev/ClusterImagePolicy'],
    field: 'spec.authorities[*].static.action',
    unsafe: /^pass$/,
    allowed: 'fail, undefined',
    risk: 'medium',
    effect: 'images pass without a signature',
    source: 'https://docs.sigstore.dev/policy-controller/overview/#configuring-static-policy',
    example: { bad: 'pass', good: 'fail' },
  },
  {
    product: 'Gatekeeper',
    kinds: ['/Namespace'],
    field: 'metadata.labels[admission.gatekeeper.sh/ignore]',
    unsafe: (value, object) => !isAbsent(value) && isOfApplication(object),
    ...UNCHECKED,
    source: 'https://open-policy-agent.github.io/gatekeeper/website/docs/exempt-namespaces/',
    example: { bad: 'true', good: undefined },
  },
  {
    product: 'Sigstore',
    kinds: ['/Namespace'],
    field: 'metadata.labels[policy.sigstore.dev/include]',
    unsafe: (value, object) => value === 'false' && isOfApplication(object),
    ...UNCHECKED,
    source: 'https://docs.sigstore.dev/policy-controller/overview/',
    example: { bad: 'false', good: 'true' },
  },
];

/** Policies of this library say themselves which of their findings only warn. */
function onlyRecords(actions: unknown, object: JsonObject): boolean {
  return isArray(actions) && !actions.includes('Deny') && read(object, MANAGED_BY) !== 'cdk8s-hardened';
}

function isForEveryNamespace({ names, namespaces, selector, namespaceSelector, operations: _, ...rest }: JsonObject): boolean {
  const all = asArray(namespaces);
  const isNamed = asArray(names).some((name) => name !== '*');
  return 'kinds' in rest && !isNamed && (all.length === 0 || all.includes('*')) && isAbsent(selector) && isAbsent(namespaceSelector);
}

export const ineffectivePolicies = settingsControl({
  id: 'ineffective-policies',
  title: 'Policies that are enforced',
  why: 'The policy looks like a protection, but it admits the objects of an attacker.',
  remedy: 'write an allowed value, and fix the objects that the policy would refuse, or exclude them by name',
  notes: ['If a new policy only records violations for a while, waive it, with a date in `expires`.'],
}, ROWS);
