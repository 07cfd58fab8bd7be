import { Standard } from './standard';

/** Read from pkg/ruler and pkg/rules of controlplaneio/kubesec. */
export const KUBESEC: Standard = {
  name: 'kubesec',
  version: 'November 2026',
  ids: {
    'app-armor-profile': ['ApparmorUnconfined'],
    'capabilities-baseline': [{ id: 'CapSysAdmin', values: /SYS_ADMIN/ }],
    'host-namespaces': [
      { id: 'HostNetwork', path: /hostNetwork$/ },
      { id: 'HostPID', path: /hostPID$/ },
      { id: 'HostIPC', path: /hostIPC$/ },
    ],
    'privileged': ['Privileged'],
    'seccomp-profile-baseline': ['SeccompUnconfined'],
    'allow-privilege-escalation': [{ id: 'AllowPrivilegeEscalation', values: /^true$/ }],
    'capabilities-restricted': [{ id: 'CapDropAny', path: /\.drop$/ }, { id: 'CapDropAll', path: /\.drop$/ }],
    'run-as-non-root': ['RunAsNonRoot'],
    'run-as-user': ['RunAsUser'],
    'seccomp-profile-restricted': ['SeccompAny'],
    'read-only-root-filesystem': ['ReadOnlyRootFilesystem'],
    'user-id': ['RunAsUser'],
    'high-user-id': ['RunAsUser'],
    'group-id': ['RunAsGroup'],
    'high-group-id': ['RunAsGroup'],
    'service-account-token': ['AutomountServiceAccountToken'],
    'cpu-resources': [{ id: 'RequestsCPU', values: /^requests$/ }, { id: 'LimitsCPU', values: /^limits$/ }],
    'memory-resources': [{ id: 'RequestsMemory', values: /^requests$/ }, { id: 'LimitsMemory', values: /^limits$/ }],
    'secrets-from-env': ['SecretsAsEnvironmentVariables'],
    'runtime-socket': [{ id: 'DockerSock', values: /\/var\/run\/docker\.sock/ }],
    'sensitive-host-paths': [{ id: 'ProcMount', values: /\/proc/ }],
    'host-aliases': ['HostAliases'],
    'anonymous-binding': [{ id: 'BindingsToSystemAnonymous', values: /^User system:anonymous: / }],
  },
};
