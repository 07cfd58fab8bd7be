import { Cause } from '../../cause';

export const seccompProfileMissing: Cause = {
  id: 'seccomp-profile-missing',
  title: 'the seccomp profile is not on the node',
  why: 'A profile of type Localhost is a file below /var/lib/kubelet/seccomp on each node.',
  signs: [{ in: 'cluster', text: /cannot load seccomp profile "?(?<path>[^":]*)"?|seccomp.*(?:profile|localhost).*no such file/i }],
  fix: () => ({
    do: 'use RuntimeDefault, or put the file on every node (the Security Profiles Operator does so)',
    typescript: '// remove the seccompProfile: hardened workloads set RuntimeDefault',
    yaml: 'securityContext:\n  seccompProfile: { type: RuntimeDefault }',
    settings: 'overrideUnsafe: true',
  }),
  example: { source: 'cluster', reason: 'CreateContainerError', text: 'failed to create containerd container: cannot load seccomp profile "/var/lib/kubelet/seccomp/profiles/x.json": open /var/lib/kubelet/seccomp/profiles/x.json: no such file or directory' },
};
