import { Standard } from './standard';

/** Sections, as Kubescape's framework `cis-v1.12.0` maps them. */
export const CIS: Standard = {
  name: 'CIS Kubernetes Benchmark',
  version: '1.12.0',
  ids: {
    'host-namespaces': ['5.2.3', '5.2.4', '5.2.5'],
    'host-path-volumes': ['5.2.12'],
    'host-ports': ['5.2.13'],
    'privileged': ['5.2.2'],
    'seccomp-profile-baseline': ['5.7.2'],
    'selinux-options': ['5.7.3'],
    'windows-host-process': ['5.2.11'],
    'allow-privilege-escalation': ['5.2.6'],
    'capabilities-restricted': ['5.2.8', '5.2.9', '5.2.10'],
    'restricted-volumes': ['5.2.12'],
    'run-as-non-root': ['5.2.7'],
    'seccomp-profile-restricted': ['5.7.2'],
    'user-id': ['5.7.3'],
    'high-user-id': ['5.7.3'],
    'fs-group': ['5.7.3'],
    'service-account-token': ['5.1.6'],
    'secrets-from-env': ['5.4.1'],
    'network-policy': ['5.3.2'],
    'default-namespace': ['5.7.4'],
    'service-account-automount': ['5.1.6'],
    'cluster-admin': ['5.1.1'],
    'wildcard-rbac': ['5.1.3'],
  },
};
