import { Cause } from '../../cause';
import { callFix } from '../../remedies/calls';

const RAW_SOCKET = /\braw[-_ ]?socket\b|\bSOCK_RAW\b|\bpcap\b|\bicmp\b/i;

export const systemCall: Cause = {
  id: 'system-call-forbidden',
  title: 'a system call is forbidden: by the seccomp profile, or without a capability',
  why: 'RuntimeDefault forbids namespaces, mounts, bpf, keyrings and other calls that a container without capabilities rarely needs.',
  signs: [
    { in: 'log', text: /\b(?:unshare|clone3?|CLONE_NEW\w+|mount|umount2?|pivot_root|setns|ptrace|bpf|keyctl\w*|klogctl|SOCK_RAW|add_key|io_uring\w*|perf_event_open|userfaultfd|personality|mlock(?:all)?|mbind|(?:get|set)_mempolicy|uid_map|gid_map|newuidmap|newgidmap|iptables|nft|tun|sethostname|new namespace|user namespace|raw socket|SO_BINDTODEVICE|ioctl|SIOC[A-Z]+|RNDADDENTROPY|setsockopt|capset|cap_set_proc|prctl|CAP_\w+)\b.*(?:operation not permitted|EPERM|permission denied|not permitted)|(?:operation not permitted|EPERM).*\b(?:unshare|clone|mount|ptrace|bpf|io_uring|namespace)|No usable sandbox|Failed to move to new namespace|bwrap: (?:No permissions|Creating new namespace)|seccomp/i, weight: 75, when: ({ line }) => line.level !== 'info' },
    // Programs that ask for their calls in words of their own.
    { in: 'log', text: /\bping6?: .*(?:permission|permitted|root)|\bmount: .*are you root|mount: .*must be superuser|(?:can't|cannot) set date|read kernel buffer failed|\bsocket: operation not permitted|settimeofday|permission to perform this capture|\bmknod\b.*not permitted|RTNETLINK answers: Operation not permitted|Unable to access interface: Operation not permitted|mlock syscall is not available|Failed to lock memory|\bmlock(?:all)?\b.*(?:failed|cannot allocate memory)|memory locking requested\b.*not locked|\/dev\/(?:net\/tun|fuse|kvm|ppp)\b.*(?:no such|denied|not permitted|cannot open)|(?:cannot|can't|failed to) open\b.*\/dev\/(?:net\/tun|fuse|kvm|ppp)\b|fuse: device not found|fusermount\d?: .*(?:not permitted|denied|failed)/i, weight: 76 },
    { in: 'log', text: /fork\/exec \/proc\/self\/exe: operation not permitted/, weight: 81 },
    { in: 'log', text: /\bpthread_create\b.*(?:not permitted|EPERM|errno[ =:]*1\b)|failed to create new OS thread\b.*errno=1\b|\bthread failed to start\b/i, weight: 76 },
    // Node.js and others name the socket only in the calls below the error.
    { in: 'log', text: /^(?:\w*Error: )?(?:\[Errno 1\] )?Operation not permitted$/, weight: 72, when: ({ line }) => RAW_SOCKET.test(line.around ?? '') },
  ],
  fix: ({ line }) => callFix(`${line.call ?? ''} ${line.text} ${RAW_SOCKET.exec(line.around ?? '')?.[0] ?? ''}`),
  example: { source: 'log', text: 'unshare: unshare(0x10000000): Operation not permitted' },
};
