import { Fix } from '../cause';

/** What to do instead of a system call that is forbidden, by the words of the program: the first that fits. */
const REMEDIES: readonly (readonly [words: RegExp, fix: Fix])[] = [
  [/\bping/, {
    do: 'allow pings by the sysctl net.ipv4.ping_group_range, which every cluster allows',
    typescript: "// cdk8s-plus has no sysctls: ApiObject.of(workload).addJsonPatch(JsonPatch.add('/spec/template/spec/securityContext/sysctls', [{ name: 'net.ipv4.ping_group_range', value: '0 2147483647' }]))",
    yaml: "securityContext:\n  sysctls:\n    - { name: net.ipv4.ping_group_range, value: '0 2147483647' }",
  }],
  [/sysctl|\/proc\/sys\//, {
    do: 'do not set the sysctl when the program starts: `securityContext.sysctls` sets those of the network of a pod, and only an administrator those of a node',
    yaml: "securityContext:\n  sysctls:\n    - { name: NAME, value: 'VALUE' }   # those of net.* that are safe",
  }],
  [/mlock|lock memory/i, {
    do: 'let the program do without locked memory (Vault: `disable_mlock = true`, Elasticsearch: `bootstrap.memory_lock: false`)',
  }],
  [/(?:)/, {
    do: 'switch the feature off that needs it (such as `--no-sandbox` for Chromium, or rootless builds without namespaces); else a seccomp profile of your own, or a user namespace (`hostUsers: false`)',
    typescript: 'userNamespace: true,   // root in it may do more than outside',
    yaml: 'hostUsers: false\n# or securityContext.seccompProfile: { type: Localhost, localhostProfile: FILE }',
  }],
];

export function callFix(text: string): Fix {
  return REMEDIES.find(([words]) => words.test(text))![1];
}
