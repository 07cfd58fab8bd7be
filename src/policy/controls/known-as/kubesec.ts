import { Standard } from './standard';

export const KUBESEC: Standard = {
  name: 'kubesec',
  version: 'November 2026',
  ids: {
    'app-armor-profile': ['ApparmorUnconfined'],
    'capabilities-baseline': ['CapSysAdmin'],
    'host-namespaces': ['HostNetwork', 'HostPID', 'HostIPC'],
    'privileged': ['Privileged'],
    'seccomp-profile-baseline': ['SeccompUnconfined'],
    'allow-privilege-escalation': ['AllowPrivilegeEscalation'],
    'capabilities-restricted': ['CapDropAny', 'CapDropAll'],
    'run-as-non-root': ['RunAsNonRoot'],
    'seccomp-profile-restricted': ['SeccompAny'],
    'read-only-root-filesystem': ['ReadOnlyRootFilesystem'],
    'user-id': ['RunAsUser'],
    'high-user-id': ['RunAsUser'],
    'group-id': ['RunAsGroup'],
    'high-group-id': ['RunAsGroup'],
    'service-account-token': ['AutomountServiceAccountToken'],
    'cpu-resources': ['RequestsCPU', 'LimitsCPU'],
    'memory-resources': ['RequestsMemory', 'LimitsMemory'],
    'secrets-from-env': ['SecretsAsEnvironmentVariables'],
    'runtime-socket': ['DockerSock'],
    'sensitive-host-paths': ['ProcMount'],
    'host-aliases': ['HostAliases'],
  },
};
