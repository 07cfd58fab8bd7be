import { Cause } from '../../cause';

export const sysctlForbidden: Cause = {
  id: 'sysctl-forbidden',
  title: 'the kubelet does not allow a sysctl',
  why: 'Only safe sysctls are allowed unless the kubelet runs with `--allowed-unsafe-sysctls`.',
  signs: [{ in: 'cluster', text: /forbidden sysctl: "(?<sysctl>[^"]+)"/ }, { in: 'cluster', reason: /^SysctlForbidden$/ }],
  fix: ({ facts }) => ({
    do: `remove the sysctl ${facts.sysctl ?? 'that the message names'}, or allow it on the nodes`,
    typescript: '// remove it from the securityContext of the pod',
    yaml: `# without securityContext.sysctls: ${facts.sysctl ?? 'NAME'}`,
    settings: 'overrideUnsafe: true',
  }),
  example: { source: 'cluster', reason: 'SysctlForbidden', text: 'Pod was rejected: forbidden sysctl: "net.core.somaxconn" not allowlisted' },
};
