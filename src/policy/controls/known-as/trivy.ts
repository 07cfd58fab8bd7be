import { SYSTEM_DIRECTORIES } from './parts';
import { Standard } from './standard';

/** Volumes that Trivy calls non-core. It spells `cephFS` wrong, so it does not report `cephfs`. */
const OTHER_VOLUMES = new RegExp(`\\.(?:${[
  'awsElasticBlockStore', 'azureDisk', 'azureFile', 'cinder', 'fc', 'flexVolume', 'flocker', 'gcePersistentDisk', 'gitRepo', 'glusterfs',
  'iscsi', 'nfs', 'portworxVolume', 'quobyte', 'rbd', 'scaleIO', 'storageos', 'vsphereVolume',
].join('|')})$`);

/** Any verb on one of the resources that KSV-0045 names. */
const ANY_VERB = new RegExp(`^\\* in verbs of (?:\\S* )?resources=(?:\\S*,)?(?:${[
  'clusterrolebindings', 'clusterroles', 'cronjobs', 'daemonsets', 'deployments', 'groups', 'jobs', 'pods', 'replicasets',
  'replicationcontrollers', 'rolebindings', 'roles', 'secrets', 'statefulsets', 'users',
].join('|')})(?:[ ,]|$)`);

/** Trivy spells "ClusterRoleBinding" wrong in the checks for subjects, so it does not report any. */
const OF_NAMESPACE = /^RoleBinding /;

/** Read from checks/kubernetes and checks/docker of aquasecurity/trivy-checks. */
export const TRIVY: Standard = {
  name: 'Trivy',
  version: '0.74.0',
  ids: {
    'app-armor-profile': [{ id: 'KSV-0002', path: /annotations/ }],
    'capabilities-baseline': [
      { id: 'KSV-0005', values: /^SYS_ADMIN$/ }, { id: 'KSV-0119', values: /^NET_RAW$/ }, { id: 'KSV-0120', values: /^SYS_MODULE$/ },
    ],
    'host-namespaces': [
      { id: 'KSV-0008', path: /hostIPC$/ },
      { id: 'KSV-0009', path: /hostNetwork$/ },
      { id: 'KSV-0010', path: /hostPID$/ },
    ],
    'host-path-volumes': ['KSV-0023'],
    'host-ports': [{ id: 'KSV-0024', isSet: true }],
    'privileged': ['KSV-0017'],
    'proc-mount': ['KSV-0027'],
    'seccomp-profile-baseline': ['KSV-0104'],
    'selinux-options': ['KSV-0025'],
    'sysctls': ['KSV-0026'],
    'windows-host-process': ['KSV-0103'],
    'allow-privilege-escalation': ['KSV-0001'],
    'capabilities-restricted': [
      { id: 'KSV-0003', path: /\.drop$/ }, { id: 'KSV-0004', path: /\.drop$/, values: /^$/ }, { id: 'KSV-0022', path: /\.add\b/ },
      'KSV-0106',
    ],
    'proc-mount-restricted': ['KSV-0027'],
    'restricted-volumes': [{ id: 'KSV-0028', path: OTHER_VOLUMES }],
    'run-as-non-root': ['KSV-0012'],
    'run-as-user': ['KSV-0105', 'KSV-0020'],
    'seccomp-profile-restricted': ['KSV-0030', 'KSV-0104'],
    'read-only-root-filesystem': ['KSV-0014'],
    'user-id': ['KSV-0020'],
    'high-user-id': ['KSV-0020'],
    'group-id': [{ id: 'KSV-0116', values: /^0$/ }, 'KSV-0021'],
    'high-group-id': ['KSV-0021'],
    'fs-group': [{ id: 'KSV-0116', values: /^0$/ }],
    'supplemental-groups': [{ id: 'KSV-0116', values: /^0$/ }],
    'service-account-token': [{ id: 'KSV-0036', object: /^Pod /, values: /^true$/ }],
    'cpu-resources': [{ id: 'KSV-0011', values: /^limits$/ }, { id: 'KSV-0015', values: /^requests$/ }],
    'memory-resources': [{ id: 'KSV-0016', values: /^requests$/ }, { id: 'KSV-0018', values: /^limits$/ }],
    'image-tag': ['KSV-0013'],
    'image-registry': ['KSV-0125'],
    'runtime-socket': [{ id: 'KSV-0006', values: /^\/var\/run\/docker\.sock$/ }],
    'sensitive-host-paths': [{ id: 'KSV-0121', values: SYSTEM_DIRECTORIES }, { id: 'KSV-0121', values: /^\/var\/lib\/docker$/ }],
    'host-aliases': ['KSV-0007'],
    'default-namespace': ['KSV-0110'],
    'config-map-secrets': ['KSV-0109', { id: 'KSV-01010', values: /key|username|email|phone|sha1|md5|iban/i }],
    'kube-system': ['KSV-0037'],
    'cluster-admin': ['KSV-0111'],
    'admin-roles': [{ id: 'KSV-0111', values: /^(?:admin|cluster-admin|edit): / }],
    'wildcard-rbac': [
      { id: 'KSV-0044', values: /^\* in \w+ of apiGroups=(?:,|\S*,)?\*\S* resources=\*\S* (?:\S+ )?verbs=\*/ },
      { id: 'KSV-0045', values: ANY_VERB },
      { id: 'KSV-0046', values: /^\* in resources of /, object: /^ClusterRole / },
      { id: 'KSV-0112', values: /^\* in resources of /, object: /^Role / },
    ],
    'rbac-secrets': [{ id: 'KSV-0041', object: /^ClusterRole / }, { id: 'KSV-0113', object: /^Role / }],
    'rbac-create-pods': [{ id: 'KSV-0048', values: /^[a-z]+: / }],
    'rbac-exec': [{ id: 'KSV-0053', values: /^pods\/exec: .*(?:\*|create)/ }],
    'rbac-nodes-proxy': [{ id: 'KSV-0047', values: /^nodes\/proxy: .*(?:create|get)/ }],
    'rbac-tokens': [
      { id: 'KSV-0041', values: /^secrets: /, object: /^ClusterRole / }, { id: 'KSV-0113', values: /^secrets: /, object: /^Role / },
    ],
    'rbac-webhooks': [{ id: 'KSV-0114', values: /^(?:mutating|validating)webhookconfigurations: / }],
    'rbac-escalation': [{ id: 'KSV-0043', values: /^impersonate: apiGroups=\*\S* resources=\S*groups/ }],
    'rbac-bindings': [{ id: 'KSV-0050', values: /^role(?:s|bindings): .*(?:\*|create|update)/ }],
    'rbac-config-maps': ['KSV-0049'],
    'rbac-services': [{ id: 'KSV-0056', values: /^(?:endpoints|endpointslices): / }],
    'rbac-policies': [{ id: 'KSV-0056', values: /^networkpolicies: / }],
    'anonymous-binding': [
      { id: 'KSV-0122', values: /^\w+ system:(?:anonymous|unauthenticated): /, object: OF_NAMESPACE },
      { id: 'KSV-0123', values: /^\w+ system:masters: /, object: OF_NAMESPACE },
    ],
    'exposed-service': [{ id: 'KSV-0108', path: /^spec\.externalIPs$/ }],
    'service-targets': [{ id: 'KSV-0108', path: /^spec\.externalName$/ }],
    'ingress-injection': [{
      id: 'KCV-0093',
      values: /^nginx\.ingress\.kubernetes\.io\/(?:auth-tls-match-cn|auth-url|mirror-host|mirror-target)=/,
    }],
    'dockerfile-user-missing': ['DS-0002'],
    'dockerfile-user-root': ['DS-0002'],
    'dockerfile-image-tag': ['DS-0001'],
    'dockerfile-secrets': ['DS-0031'],
    'dockerfile-sudo': ['DS-0010'],
    'dockerfile-working-dir': [{ id: 'DS-0030', values: /^\/(?:proc|dev)\// }],
    'low-ports': ['KSV-0117'],
  },
};
