import { Standard } from './standard';

/** Check ids of kubernetes/pod-security-admission. */
export const POD_SECURITY: Standard = {
  name: 'Pod Security Standards',
  version: '1.37',
  ids: {
    'app-armor-profile': ['appArmorProfile'],
    'capabilities-baseline': ['capabilities_baseline'],
    'host-namespaces': ['hostNamespaces'],
    'host-path-volumes': ['hostPathVolumes'],
    'host-ports': ['hostPorts'],
    'host-probes-and-lifecycle': ['hostProbesAndHostLifecycle'],
    'privileged': ['privileged'],
    'proc-mount': ['procMount'],
    'seccomp-profile-baseline': ['seccompProfile_baseline'],
    'selinux-options': ['seLinuxOptions'],
    'sysctls': ['sysctls'],
    'windows-host-process': ['windowsHostProcess'],
    'allow-privilege-escalation': ['allowPrivilegeEscalation'],
    'capabilities-restricted': ['capabilities_restricted'],
    'proc-mount-restricted': ['procMount_restricted'],
    'restricted-volumes': ['restrictedVolumes'],
    'run-as-non-root': ['runAsNonRoot'],
    'run-as-user': ['runAsUser'],
    'seccomp-profile-restricted': ['seccompProfile_restricted'],
  },
};
