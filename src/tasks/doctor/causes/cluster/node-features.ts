import { alternatives } from '../../../../formats/language/alternatives';
import { CatalogedCause } from '../../cause';

/** Settings of the pod that the node does not support. */
export const NODE_FEATURES: readonly CatalogedCause[] = [
  {
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
    example: {
      source: 'cluster',
      reason: 'CreateContainerError',
      text: 'failed to create containerd container: cannot load seccomp profile "/var/lib/kubelet/seccomp/profiles/x.json": open '
        + '/var/lib/kubelet/seccomp/profiles/x.json: no such file or directory',
    },
  },
  {
    id: 'app-armor-unavailable',
    title: 'the node cannot enforce the AppArmor profile',
    why: 'AppArmor is not enabled on the node, or the profile is not loaded there. A Deployment then keeps creating pods.',
    signs: [
      {
        in: 'cluster',
        text: alternatives([
          /Cannot enforce AppArmor/, // Cannot enforce AppArmor: AppArmor is not enabled on the host
          /AppArmor is not enabled/, // AppArmor is not enabled on the host
          /apparmor.*(?:profile|not).*(?:not found|not loaded|failed)/, // AppArmor profile "web" is not loaded
          /apparmor failed to apply profile/, // apparmor failed to apply profile: write /proc/self/attr/exec: no such file or directory
        ], 'i'),
      },
      { in: 'cluster', text: /apparmor_parser/, weight: 95 },
      { in: 'cluster', reason: /^AppArmor$/ },
    ],
    fix: () => ({
      do: 'remove the AppArmor profile, or run the pod only on nodes that have it (a nodeSelector)',
      typescript: '// remove appArmor from the props',
      yaml: '# without securityContext.appArmorProfile, and without annotations container.apparmor.security.beta.kubernetes.io/*',
    }),
    example: {
      source: 'cluster',
      reason: 'AppArmor',
      text: 'Pod was rejected: Cannot enforce AppArmor: AppArmor is not enabled on the host',
    },
  },
  {
    id: 'sysctl-forbidden',
    title: 'the kubelet does not allow a sysctl',
    why: 'Only safe sysctls are allowed unless the kubelet runs with `--allowed-unsafe-sysctls`.',
    signs: [{ in: 'cluster', text: /forbidden sysctl: "(?<sysctl>[^"]+)"/ }, { in: 'cluster', reason: /^SysctlForbidden$/ }],
    fix: ({ facts }) => ({
      do: `remove the sysctl ${facts.sysctl ?? 'in the message'}, or allow it on the nodes`,
      typescript: '// remove it from the securityContext of the pod',
      yaml: `# without securityContext.sysctls: ${facts.sysctl ?? 'NAME'}`,
      settings: 'overrideUnsafe: true',
    }),
    example: {
      source: 'cluster',
      reason: 'SysctlForbidden',
      text: 'Pod was rejected: forbidden sysctl: "net.core.somaxconn" not allowlisted',
    },
  },
  {
    id: 'user-namespace-unsupported',
    title: 'the node does not support user namespaces',
    why: '`hostUsers: false` requires containerd 2.0 with runc 1.2 or CRI-O, and Linux 6.3.',
    signs: [{
      in: 'cluster',
      text: alternatives([
        /does not support user namespaces/, // RuntimeClass handler "old" does not support user namespaces
        /can't set `?spec\.hostUsers: false/, // can't set `spec.hostUsers: false`
        /user namespaces? (?:is|are) not supported/, // user namespaces are not supported
        /idmap(?:ped)? mounts? (?:is|are) not supported/, // idmapped mounts are not supported
      ], 'i'),
    }],
    fix: () => ({
      do: 'remove `hostUsers: false`, or run the pod on nodes with a newer container runtime',
      typescript: '// remove userNamespace: true',
      yaml: '# without hostUsers: false',
    }),
    example: {
      source: 'cluster',
      reason: 'FailedCreatePodSandBox',
      text: "Failed to create pod sandbox: can't set `spec.hostUsers: false`, RuntimeClass handler "
        + '"old" does not support user namespaces',
    },
  },
  {
    id: 'user-namespace-ids',
    title: 'a uid or gid is too large for a user namespace',
    why: 'With `hostUsers: false` a pod has the ids 0 to 65535 only.',
    signs: [{ in: 'cluster', text: /unable to setup user: (?:setgroups|setuid|setgid|chown)[^:]*: invalid argument/ }],
    fix: () => ({
      do: 'use ids up to 65535',
      typescript: 'runAs: RunAs.user(10001),',
      yaml: 'securityContext:\n  runAsUser: 10001\n  runAsGroup: 10001\n  fsGroup: 10001',
      settings: 'runAs: 10001',
    }),
    example: {
      source: 'cluster',
      reason: 'FailedCreatePodSandBox',
      text: 'Failed to create pod sandbox: runc create failed: unable to start container process: error during '
        + 'container init: unable to setup user: setgroups: invalid argument',
    },
  },
  {
    id: 'supplemental-groups-policy',
    title: 'the node does not support supplementalGroupsPolicy: Strict',
    why: 'It requires containerd 2.0 or CRI-O 1.31.',
    signs: [
      { in: 'cluster', text: /SupplementalGroupsPolicy=?:?\s*Strict.*not supported/i },
      { in: 'cluster', reason: /^SupplementalGroupsPolicyNotSupported$/ },
    ],
    fix: () => ({ do: 'remove supplementalGroupsPolicy', yaml: '# without securityContext.supplementalGroupsPolicy' }),
    example: {
      source: 'cluster',
      reason: 'SupplementalGroupsPolicyNotSupported',
      text: 'Pod was rejected: SupplementalGroupsPolicy=Strict is not supported in this node',
    },
  },
];
