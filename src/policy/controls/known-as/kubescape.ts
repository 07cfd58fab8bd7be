import { OF_BINDINGS } from './parts';
import { Standard } from './standard';

/** The capabilities that its default configuration calls insecure. */
const INSECURE = new RegExp(`^(?:${[
  'ALL', 'BPF', 'MAC_ADMIN', 'MAC_OVERRIDE', 'NET_ADMIN', 'NET_RAW', 'PERFMON', 'SETPCAP', 'SYS_ADMIN', 'SYS_BOOT', 'SYS_MODULE',
  'SYS_PTRACE', 'SYS_RAWIO',
].join('|')})$`);
const ALL_RESOURCES = /^\* in \w+ of apiGroups=(?:,\S*|\*\S*)? resources=\*\S* (?:\S+ )?verbs=\*/;
const ENFORCE = /pod-security\.kubernetes\.io\/enforce$/;

/** Controls that report namespaces, although their titles name pods. */
const OF_NAMESPACES = [
  'C-0193',
  'C-0194',
  'C-0195',
  'C-0196',
  'C-0197',
  'C-0198',
  'C-0199',
  'C-0200',
  'C-0201',
  'C-0202',
  'C-0203',
  'C-0204',
];

/**
 * Read from controls and rules of kubescape/regolibrary. Its checks of roles report subjects. An exception for a role or binding between a
 * subject and its rights also applies to the subject.
 */
export const KUBESCAPE: Standard = {
  name: 'Kubescape',
  version: 'November 2026',
  ids: {
    'capabilities-baseline': [{ id: 'C-0046', values: INSECURE }, { id: 'C-0057', values: /^SYS_ADMIN$/ }],
    'host-namespaces': [
      { id: 'C-0038', path: /host(?:PID|IPC)$/ }, { id: 'C-0041', path: /hostNetwork$/ }, { id: 'C-0275', path: /hostPID$/ },
      { id: 'C-0276', path: /hostIPC$/ },
    ],
    'host-path-volumes': ['C-0048'],
    'host-ports': [{ id: 'C-0044', isSet: true }],
    'privileged': ['C-0057'],
    // C-0013 reports root, and containers that may become it.
    'allow-privilege-escalation': ['C-0013', 'C-0016'],
    // C-0055 reports containers that have neither seccomp nor dropped capabilities.
    'capabilities-restricted': [{ id: 'C-0046', values: INSECURE }, { id: 'C-0055', path: /\.drop$/, values: /^$/ }],
    'restricted-volumes': [{ id: 'C-0048', path: /\.hostPath$/ }],
    'run-as-non-root': ['C-0013'],
    'run-as-user': ['C-0013'],
    'seccomp-profile-restricted': ['C-0055', 'C-0210'],
    'read-only-root-filesystem': ['C-0017'],
    'group-id': ['C-0013'],
    'service-account-token': ['C-0034', 'C-0190'],
    'service-account-field': ['C-0294'],
    'service-account-exists': ['C-0307'],
    'writable-host-path': ['C-0045'],
    'image-registry': ['C-0078'],
    'cpu-resources': [
      'C-0050',
      { id: 'C-0268', values: /^requests$/ },
      { id: 'C-0009', values: /^limits$/ },
      { id: 'C-0270', values: /^limits$/ },
    ],
    'memory-resources': [
      'C-0004',
      { id: 'C-0269', values: /^requests$/ },
      { id: 'C-0009', values: /^limits$/ },
      { id: 'C-0271', values: /^limits$/ },
    ],
    'image-digest': ['C-0306'],
    'image-pull-policy': [{ id: 'C-0075', values: /^(?:IfNotPresent|Never)$/ }],
    'literal-secrets': ['C-0012', 'C-0259'],
    'secrets-from-env': ['C-0207', { id: 'C-0012', path: /\.envFrom\./ }, { id: 'C-0259', path: /\.envFrom\./ }],
    'duplicate-env': ['C-0295'],
    'sudo': ['C-0062'],
    'runtime-socket': ['C-0074'],
    'network-policy': ['C-0030', 'C-0260'],
    'default-namespace': ['C-0061'],
    'namespace-enforce': [...OF_NAMESPACES.map((id) => ({ id, path: ENFORCE })), { id: 'C-0192', path: ENFORCE, values: /^$/ }],
    'service-account-automount': ['C-0034', 'C-0190', { id: 'C-0189', object: /^ServiceAccount default$/ }],
    'config-map-secrets': ['C-0012'],
    'cluster-admin': [{ id: 'C-0035', object: OF_BINDINGS }, { id: 'C-0187', object: OF_BINDINGS }],
    'wildcard-rbac': [{ id: 'C-0035', values: ALL_RESOURCES }, { id: 'C-0187', values: ALL_RESOURCES }],
    'rbac-secrets': ['C-0015', 'C-0186'],
    'rbac-create-pods': [{ id: 'C-0188', values: /^pods: .*(?:\*|create)/ }],
    'rbac-exec': [
      { id: 'C-0002', values: /^pods\/exec: .*(?:\*|create)/ },
      { id: 'C-0063', values: /^pods\/portforward: .*(?:\*|create)/ },
    ],
    'rbac-nodes-proxy': [{ id: 'C-0279', values: /^nodes\/proxy: .*(?:\*|create|get)/ }],
    'rbac-tokens': [{ id: 'C-0282', values: /^serviceaccounts\/token: / }],
    'rbac-webhooks': [{ id: 'C-0281', values: /^(?:mutating|validating)webhookconfigurations: .*(?:\*|create|update)/ }],
    'rbac-policies': [{ id: 'C-0281', values: /^(?:mutating|validating)webhookconfigurations: / }],
    'rbac-certificates': [{ id: 'C-0280', values: /^certificatesigningrequests\/approval: .*(?:\*|update)/ }],
    'rbac-escalation': ['C-0191', { id: 'C-0065', values: /^impersonate: / }],
    'rbac-config-maps': [{ id: 'C-0037', values: /^configmaps: .*(?:\*|patch|update)/ }],
    'rbac-volumes': ['C-0278'],
    'anonymous-binding': [
      { id: 'C-0262', values: /^\w+ system:(?:anonymous|unauthenticated): / },
      { id: 'C-0265', values: /^Group system:authenticated: / },
    ],
    'ingress-tls': ['C-0263'],
  },
};
