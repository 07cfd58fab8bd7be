import { Standard } from './standard';

/** As `kubesec print-rules` lists them. */
export const KUBESEC: Standard = {
  name: 'kubesec',
  version: '2.14.2',
  ids: {
    'capabilities-baseline': [{ id: 'CapSysAdmin', values: /SYS_ADMIN/ }],
    'host-namespaces': [
      { id: 'HostNetwork', path: /hostNetwork$/ },
      { id: 'HostPID', path: /hostPID$/ },
      { id: 'HostIPC', path: /hostIPC$/ },
    ],
    'privileged': ['Privileged'],
    'allow-privilege-escalation': [{ id: 'AllowPrivilegeEscalation', values: /^true$/ }],
    'capabilities-restricted': [{ id: 'CapDropAny', path: /\.drop$/, values: /^$/ }, { id: 'CapDropAll', path: /\.drop$/ }],
    'run-as-non-root': ['RunAsNonRoot'],
    'run-as-user': ['RunAsUser'],
    'read-only-root-filesystem': ['ReadOnlyRootFilesystem'],
    'user-id': ['RunAsUser'],
    'high-user-id': ['RunAsUser'],
    'group-id': ['RunAsGroup'],
    'high-group-id': ['RunAsGroup'],
    'service-account-token': ['AutomountServiceAccountToken'],
    'cpu-resources': [{ id: 'RequestsCPU', values: /^requests$/ }, { id: 'LimitsCPU', values: /^limits$/ }],
    'memory-resources': [{ id: 'RequestsMemory', values: /^requests$/ }, { id: 'LimitsMemory', values: /^limits$/ }],
    'runtime-socket': [{ id: 'DockerSock', values: /\/var\/run\/docker\.sock/ }],
    'sensitive-host-paths': [{ id: 'ProcMount', values: /\/proc/ }],
    'host-aliases': ['HostAliases'],
  },
};
