import { Remedy } from '../cause';

/** Advice by the words of the program: the first match wins. */
const REMEDIES: readonly (readonly [words: RegExp, fix: Remedy])[] = [
  [/pthread_create|new OS thread|thread failed to start/i, {
    do: 'update the container runtime and libseccomp on the nodes: their seccomp profile does not include the system call clone3, with '
      + 'which newer images start threads. Until then, use an image with an older base',
  }],
  [/\bping/, {
    do: 'allow pings with the sysctl net.ipv4.ping_group_range, which every cluster allows',
    typescript: '// cdk8s-plus has no sysctls: '
      + "ApiObject.of(workload).addJsonPatch(JsonPatch.add('/spec/template/spec/securityContext/sysctls', [{ "
      + "name: 'net.ipv4.ping_group_range', value: '0 2147483647' }]))",
    yaml: "securityContext:\n  sysctls:\n    - { name: net.ipv4.ping_group_range, value: '0 2147483647' }",
  }],
  [/perform this capture|SOCK_RAW|raw[-_ ]?socket|\bicmp\b|\bsocket: operation not|packet socket|AF_PACKET|pcap|libnet|SO_BINDTODEVICE/i, {
    do: 'capture packets outside of the pod, such as on the node or in a debug container: raw sockets '
      + 'need NET_RAW, which Pod Security "restricted" does not admit',
    yaml: '# in a namespace of the level "baseline", with a waiver: securityContext: { capabilities: { drop: '
      + '[ALL], add: [NET_RAW] } }, as root or with a file capability',
  }],
  [/RTNETLINK|\bip6?tables|\bnft\b|NET_ADMIN|\/dev\/net\/tun|access interface|SIOC[A-Z]+|setsockopt|SO_MARK|IP_TRANSPARENT/i, {
    do: 'do not change the network inside the pod: interfaces, routes and packet filters need NET_ADMIN, which Pod Security '
      + '"restricted" does not admit. Use NetworkPolicies and Services, or a CNI plugin of the nodes',
  }],
  [/fuse|kvm|\/dev\/ppp/i, {
    do: 'use a CSI driver or a device plugin on the nodes: a container has no access to '
      + 'devices of its node, and file systems in user space need SYS_ADMIN',
  }],
  [/\bmount\b/, {
    do: 'do not mount in the container: declare the file system as a volume of the pod (emptyDir, PVC, CSI), and the kubelet mounts it',
    yaml: 'volumes:\n  - { name: data, emptyDir: { sizeLimit: 1Gi } }',
  }],
  [/set date|settimeofday|clock/i, {
    do: 'do not set the clock in the container: it is the clock of the node, which an administrator or NTP sets',
  }],
  [/\bmknod\b|special file/, {
    do: 'do not create device files: every container has /dev/null, /dev/zero, /dev/random and /dev/urandom. Remove the line from the '
      + 'start script, or turn off the feature that needs them, such as a chroot',
  }],
  [/mlock|lock memory|memory locking/i, {
    do: 'configure the program to run without locked memory (Vault: `disable_mlock = true`, Elasticsearch: `bootstrap.memory_lock: false`)',
  }],
  [/(?:)/, {
    do: 'turn off the feature that needs the call (such as `--no-sandbox` for Chromium, or rootless builds without namespaces); otherwise, '
      + 'use your own seccomp profile, or a user namespace (`hostUsers: false`)',
    typescript: 'userNamespace: true,   // root in it may do more than outside',
    yaml: 'hostUsers: false\n# or securityContext.seccompProfile: { type: Localhost, localhostProfile: FILE }',
  }],
];

export function callFix(text: string): Remedy {
  return REMEDIES.find(([words]) => words.test(text))![1];
}
