import { Cause } from '../../cause';

export const systemCall: Cause = {
  id: 'system-call-forbidden',
  title: 'a system call is forbidden: by the seccomp profile, or without a capability',
  why: 'RuntimeDefault forbids namespaces, mounts, bpf, keyrings and other calls that a container without capabilities rarely needs.',
  signs: [{ in: 'log', text: /\b(?:unshare|clone3?|CLONE_NEW\w+|mount|umount2?|pivot_root|setns|ptrace|bpf|keyctl|add_key|io_uring\w*|perf_event_open|userfaultfd|personality|mlock(?:all)?|mbind|(?:get|set)_mempolicy|uid_map|gid_map|newuidmap|newgidmap|iptables|nft|tun|sched_setscheduler|sethostname|new namespace|user namespace|raw socket|SO_BINDTODEVICE|CAP_\w+)\b.*(?:operation not permitted|EPERM|permission denied|not permitted)|(?:operation not permitted|EPERM).*\b(?:unshare|clone|mount|ptrace|bpf|io_uring|namespace)|No usable sandbox|Failed to move to new namespace|bwrap: (?:No permissions|Creating new namespace)|seccomp/i, weight: 75, when: ({ line }) => line.level !== 'info' }],
  fix: () => ({
    do: 'switch the feature off that needs it (such as `--no-sandbox` for Chromium, or rootless builds without namespaces); else a seccomp profile of your own, or a user namespace (`hostUsers: false`)',
    typescript: 'userNamespace: true,   // root in it may do more than outside',
    yaml: 'hostUsers: false\n# or securityContext.seccompProfile: { type: Localhost, localhostProfile: FILE }',
  }),
  example: { source: 'log', text: 'unshare: unshare(0x10000000): Operation not permitted' },
};
