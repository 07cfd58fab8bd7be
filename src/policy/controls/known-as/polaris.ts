import { NAMES_OF_SECRETS, OF_BINDINGS } from './parts';
import { Standard } from './standard';

/** `pods/exec`, or all resources, of the core API. */
const ENTERS_PODS = /^pods\/(?:exec|attach): |^\* in resources of apiGroups=(?:,\S*|\*\S*)? /;

/** Read from pkg/config/checks of FairwindsOps/polaris. */
export const POLARIS: Standard = {
  name: 'Polaris',
  version: '10.2.2',
  ids: {
    'capabilities-baseline': [{ id: 'dangerousCapabilities', values: /^(?:ALL|SYS_ADMIN|NET_ADMIN)$/i }],
    'host-namespaces': [
      { id: 'hostNetworkSet', path: /hostNetwork$/ },
      { id: 'hostPIDSet', path: /hostPID$/ },
      { id: 'hostIPCSet', path: /hostIPC$/ },
    ],
    'host-path-volumes': ['hostPathSet'],
    'host-ports': [{ id: 'hostPortSet', isSet: true }],
    'privileged': ['runAsPrivileged'],
    'proc-mount': ['procMount'],
    'windows-host-process': ['hostProcess'],
    'allow-privilege-escalation': ['privilegeEscalationAllowed'],
    // linuxHardening reports containers that have neither seccomp nor dropped capabilities.
    'capabilities-restricted': [{ id: 'insecureCapabilities', path: /\.drop$/ }, { id: 'linuxHardening', path: /\.drop$/, values: /^$/ }],
    'proc-mount-restricted': ['procMount'],
    'restricted-volumes': [{ id: 'hostPathSet', path: /\.hostPath$/ }],
    'run-as-non-root': ['runAsRootAllowed'],
    'run-as-user': ['runAsRootAllowed'],
    'seccomp-profile-restricted': ['linuxHardening'],
    'read-only-root-filesystem': ['notReadOnlyRootFilesystem'],
    'service-account-token': ['automountServiceAccountToken'],
    'cpu-resources': [{ id: 'cpuRequestsMissing', values: /^requests$/ }, { id: 'cpuLimitsMissing', values: /^limits$/ }],
    'memory-resources': [{ id: 'memoryRequestsMissing', values: /^requests$/ }, { id: 'memoryLimitsMissing', values: /^limits$/ }],
    'image-tag': ['tagNotSpecified'],
    'image-pull-policy': ['pullPolicyNotAlways'],
    'literal-secrets': [{ id: 'sensitiveContainerEnvVar', values: NAMES_OF_SECRETS }],
    'network-policy': ['missingNetworkPolicy'],
    'cluster-admin': [
      { id: 'clusterrolebindingClusterAdmin', object: /^ClusterRoleBinding / },
      { id: 'rolebindingClusterAdminClusterRole', object: /^RoleBinding / },
    ],
    'wildcard-rbac': [
      { id: 'clusterrolePodExecAttach', object: /^ClusterRole /, values: ENTERS_PODS },
      { id: 'rolePodExecAttach', object: /^Role /, values: ENTERS_PODS },
      { id: 'rolebindingClusterAdminRole', object: OF_BINDINGS },
    ],
    'rbac-exec': [
      { id: 'clusterrolePodExecAttach', object: /^ClusterRole /, values: ENTERS_PODS },
      { id: 'rolePodExecAttach', object: /^Role /, values: ENTERS_PODS },
      { id: 'clusterrolebindingPodExecAttach', object: OF_BINDINGS },
      { id: 'rolebindingClusterRolePodExecAttach', object: OF_BINDINGS },
      { id: 'rolebindingRolePodExecAttach', object: OF_BINDINGS },
    ],
    'config-map-secrets': [{ id: 'sensitiveConfigmapContent', values: NAMES_OF_SECRETS }],
    'ingress-tls': ['tlsSettingsMissing'],
  },
};
