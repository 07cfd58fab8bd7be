import { asArray, asObject, isArray, isObject, JsonObject, Path, read, textOf } from '../../../formats/manifest/json';
import { Found } from '../check';
import { ObjectSetting, settingsControl } from '../object-settings';
import { switchedOff } from '../switched-off';
import { everyEntry, everyField } from '../violations';

const KUBELET = {
  product: 'kubelet',
  kinds: ['kubelet.config.k8s.io/KubeletConfiguration'],
  source: 'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
};
const ADMISSION = {
  product: 'API server',
  kinds: ['apiserver.config.k8s.io/AdmissionConfiguration'],
  source: 'https://kubernetes.io/docs/tasks/configure-pod-container/enforce-standards-admission-controller/',
};
const AUDIT = { product: 'Audit', kinds: ['audit.k8s.io/Policy'], source: 'https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/' };
const KOPS = { product: 'kOps', kinds: ['kops.k8s.io/Cluster'], source: 'https://kops.sigs.k8s.io/cluster_spec/' };
const ADMITS = {
  unsafe: /^privileged$/,
  allowed: 'restricted, baseline',
  risk: 'medium',
  effect: 'namespaces without their own label admit every pod',
  example: { bad: 'privileged', good: 'baseline' },
} as const;
const NOT_TRUE = { unsafe: /^true$/, allowed: 'false, undefined', example: { bad: true, good: false } };
const NOT_FALSE = { unsafe: /^false$/, allowed: 'true, undefined', example: { bad: false, good: true } };
const MASTERS = '- rolearn: arn:aws:iam::111122223333:role/dev\n  groups:\n  - ';

const NARROWING = ['users', 'userGroups', 'verbs', 'resources', 'namespaces', 'nonResourceURLs'];
const isForAll = (rule: JsonObject) => NARROWING.every((field) => asArray(rule[field]).length === 0);

const ROWS: readonly ObjectSetting[] = [
  {
    ...KUBELET,
    ...NOT_TRUE,
    field: 'authentication.anonymous.enabled',
    risk: 'high',
    effect: 'the kubelet accepts requests without credentials (CIS 4.2.1)',
  },
  {
    ...KUBELET,
    field: 'authorization.mode',
    unsafe: /^AlwaysAllow$/,
    allowed: 'Webhook, undefined',
    risk: 'critical',
    effect: 'everyone with a certificate of the cluster can run commands in every pod of the node (CIS 4.2.2)',
    example: { bad: 'AlwaysAllow', good: 'Webhook' },
  },
  {
    ...KUBELET,
    field: 'readOnlyPort',
    unsafe: /^[1-9]/,
    allowed: '0, undefined',
    risk: 'medium',
    effect: 'the kubelet shows all pods without authentication (CIS 4.2.4)',
    example: { bad: 10255, good: 0 },
  },
  {
    ...KUBELET,
    field: 'streamingConnectionIdleTimeout',
    unsafe: /^0[smh]?$/,
    allowed: 'a time',
    risk: 'low',
    effect: 'an idle session in a pod never ends (CIS 4.2.5)',
    example: { bad: '0s', good: '4h' },
  },
  {
    ...KUBELET,
    ...NOT_FALSE,
    field: 'rotateCertificates',
    risk: 'low',
    effect: 'a stolen certificate of the node is valid until it expires (CIS 4.2.10)',
  },
  {
    ...KUBELET,
    field: 'tlsMinVersion',
    unsafe: /^VersionTLS1[01]$/,
    allowed: 'VersionTLS12, VersionTLS13, undefined',
    risk: 'medium',
    effect: 'TLS versions with known attacks are accepted',
    example: { bad: 'VersionTLS10', good: 'VersionTLS12' },
  },
  {
    ...KUBELET,
    field: 'allowedUnsafeSysctls[*]',
    unsafe: /^(?:kernel|net|vm|fs)?\.?\*$/,
    allowed: 'single parameters',
    risk: 'medium',
    effect: 'pods can change all of these kernel parameters',
    example: { bad: 'kernel.*', good: 'net.core.somaxconn' },
  },
  {
    product: 'API server',
    kinds: ['apiserver.config.k8s.io/EncryptionConfiguration'],
    field: 'resources[*]',
    at: 'providers[0].identity',
    unsafe: (value) => {
      const { resources, providers } = asObject(value);
      return isObject(asObject(asArray(providers)[0]).identity)
        && asArray(resources).some((each) => each === 'secrets' || each === '*.*' || each === '*.');
    },
    allowed: 'another first provider than identity for Secrets',
    risk: 'medium',
    effect: 'new Secrets are stored without encryption (CIS 1.2.27)',
    source: 'https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/',
    example: {
      bad: { resources: ['secrets'], providers: [{ identity: {} }, { secretbox: {} }] },
      good: { resources: ['secrets'], providers: [{ secretbox: {} }, { identity: {} }] },
    },
  },
  { ...ADMISSION, ...ADMITS, field: 'plugins[*].configuration.defaults.enforce' },
  { ...ADMISSION, ...ADMITS, kinds: ['pod-security.admission.config.k8s.io/PodSecurityConfiguration'], field: 'defaults.enforce' },
  {
    ...ADMISSION,
    ...NOT_TRUE,
    field: 'plugins[*].configuration.imagePolicy.defaultAllow',
    risk: 'medium',
    effect: 'every image is admitted while the webhook does not answer (CIS 5.5.1)',
    source: 'https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#imagepolicywebhook',
  },
  {
    ...AUDIT,
    field: 'rules',
    at: '0',
    unsafe: (value) => asObject(asArray(value)[0]).level === 'None' && isForAll(asObject(asArray(value)[0])),
    allowed: 'no level None for everything in the first rule',
    risk: 'medium',
    effect: 'nothing is recorded, because only the first matching rule applies (CIS 3.2.1)',
    example: {
      bad: [{ level: 'None' }, { level: 'Metadata' }],
      good: [{ level: 'None', users: ['system:kube-proxy'] }, { level: 'Metadata' }],
    },
  },
  {
    ...AUDIT,
    field: 'rules[*]',
    unsafe: (value) => {
      const { level, resources } = asObject(value);
      return (level === 'Request' || level === 'RequestResponse')
        && asArray(resources).some((each) => asArray(asObject(each).resources).includes('secrets'));
    },
    allowed: 'Metadata for secrets',
    risk: 'medium',
    effect: 'the audit log contains the data of Secrets (CIS 3.2.2)',
    example: {
      bad: { level: 'Request', resources: [{ resources: ['secrets'] }] },
      good: { level: 'Metadata', resources: [{ resources: ['secrets'] }] },
    },
  },
  { ...KOPS, ...NOT_TRUE, field: 'spec.kubelet.anonymousAuth', risk: 'high', effect: 'kubelets accept requests without credentials' },
  {
    ...KOPS,
    field: 'spec.authorization.alwaysAllow',
    unsafe: isObject,
    allowed: 'undefined',
    risk: 'critical',
    effect: 'every request of every user is allowed',
    example: { bad: {}, good: undefined },
  },
  ...['mapRoles', 'mapUsers'].map((key): ObjectSetting => ({
    product: 'EKS',
    kinds: ['/ConfigMap'],
    name: 'aws-auth',
    field: `data.${key}`,
    unsafe: /^[^#\n]*\bsystem:masters\b/m,
    allowed: 'no system:masters',
    risk: 'medium',
    effect: 'the AWS role or user is allowed everything in the cluster, and RBAC cannot limit it',
    source: 'https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html',
    example: { bad: `${MASTERS}system:masters\n`, good: `${MASTERS}dev # not system:masters\n` },
  })),
];

const KUBEADM_GROUP = 'kubeadm.k8s.io';
/** The arguments of programs in files of kubeadm, with the name of each program. */
const ARGUMENTS: readonly (readonly [program: string, path: Path])[] = [
  ['kube-apiserver', ['apiServer', 'extraArgs']],
  ['etcd', ['etcd', 'local', 'extraArgs']],
  ['kubelet', ['nodeRegistration', 'kubeletExtraArgs']],
];
/** The same files inside of objects of the Cluster API. */
const INSIDE: readonly Path[] = [
  [],
  ...['clusterConfiguration', 'initConfiguration', 'joinConfiguration']
    .flatMap((part) => [['spec', 'kubeadmConfigSpec', part], ['spec', 'template', 'spec', part], ['spec', part]]),
];

const PLACES = INSIDE.flatMap((base) => ARGUMENTS.map(([program, path]) => [program, [...base, ...path]] as const));

export const clusterConfiguration = settingsControl({
  id: 'cluster-configuration',
  title: 'Cluster configuration that does not disable security',
  why: 'The setting disables a protection of the API server, the nodes or the audit log, for every namespace in the cluster.',
  remedy: 'remove it, or write an allowed value',
  remedyInCode: 'remove it, or write an allowed value; in `aws-auth`, map to a group with its own `Role`',
}, ROWS, {
  kinds: [
    ...['ClusterConfiguration', 'InitConfiguration', 'JoinConfiguration'].map((kind) => `${KUBEADM_GROUP}/${kind}`),
    'controlplane.cluster.x-k8s.io/KubeadmControlPlane', 'bootstrap.cluster.x-k8s.io/KubeadmConfigTemplate',
    'bootstrap.cluster.x-k8s.io/KubeadmConfig',
  ],
  rules: [{
    when: 'kubeadm and Cluster API',
    fields: ARGUMENTS.map(([, path]) => path.join('.')),
    allowed: 'arguments that the control disabled-security accepts',
  }],
  check: (object) => everyEntry(PLACES, ([program, path]) => inArguments(program, path, read(object, path))),
});

/** Arguments as an object, or as a list of names and values since v1beta4. */
function inArguments(program: string, path: Path, args: unknown): Found {
  return isArray(args)
    ? everyEntry(args.map(asObject), ({ name, value }, index) => inArgument(program, [...path, index, 'value'], textOf(name ?? ''), value))
    : everyField(asObject(args), (name, value) => inArgument(program, [...path, name], name, value));
}

function inArgument(program: string, path: Path, name: string, value: unknown): Found {
  const word = `--${name}=${textOf(value ?? '')}`;
  return switchedOff([word], 0, { line: [program, word], hasVariable: () => false }).map(({ setting, detail }) =>
    ({ path, value, allowKey: `${path.join('.')}: ${setting.name}`, detail, risk: setting.risk }));
}
