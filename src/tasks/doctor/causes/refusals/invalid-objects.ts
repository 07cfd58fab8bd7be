import { alternatives } from '../../../../formats/language/alternatives';
import { sequence } from '../../../../formats/language/sequence';
import { Path } from '../../../../formats/manifest/json';
import { isPodField } from '../../../../formats/manifest/schema/pod-fields';
import { CatalogedCause } from '../../cause';

/** Objects whose deletion would lose data. */
const OF_DATA = /\bPersistentVolume(?:Claim)?\b|\bpersistentvolume(?:claim)?s?\b/;

/** The places where a pod can have a field, and their names. */
const PLACES: readonly (readonly [path: (field: string) => Path, name: string])[] = [
  [(field) => ['containers', 0, 'securityContext', field], 'the `securityContext` of each container'],
  [(field) => ['securityContext', field], 'the `securityContext` of the pod'],
  [(field) => ['containers', 0, field], 'the container'],
  [(field) => [field], 'the spec of the pod'],
];

/** The object that the field is in, as a path of a pod. */
function parentOf(field: string, client: string | undefined): string {
  const path = field.includes('.') ? field.slice(0, field.lastIndexOf('.')) : client ?? '';
  return path.replace(/\[[^\]]*\]/g, '').replace(/^spec\.(?:jobTemplate\.spec\.)?template\./, '');
}

/** The words of server-side apply for types. */
const KINDS_OF_VALUES: { readonly [kind: string]: string } = {
  numeric: 'a number, without quotes',
  string: 'text, in quotes',
  boolean: 'true or false, without quotes',
  list: 'a list',
  map: 'an object',
};

/** Objects with fields that the API server does not accept. */
export const INVALID_OBJECTS: readonly CatalogedCause[] = [
  {
    id: 'privilege-contradiction',
    title: 'allowPrivilegeEscalation is false, but the container is privileged or has SYS_ADMIN',
    why: 'A privileged container, and one with CAP_SYS_ADMIN, can always gain privileges, so the API '
      + 'server refuses `allowPrivilegeEscalation: false` for such containers.',
    signs: [{ in: 'refusal', text: /cannot set `allowPrivilegeEscalation` to false and `(?<other>[^`]+)`/ }],
    fix: () => ({
      do: 'remove `privileged: true`, or the added capability; if you need it, remove '
        + '`allowPrivilegeEscalation: false` and waive the control',
      typescript: 'securityContext: { privileged: false },   // of the container; or keep it, with waivers: [{ '
        + "control: 'privileged', containers: ['main'], reason: '...' }]",
      yaml: 'containers:\n  - name: main\n    securityContext: { privileged: false, allowPrivilegeEscalation: false }',
      settings: 'overrideUnsafe: true',
    }),
    example: {
      source: 'refusal',
      text: 'Pod "x" is invalid: spec.containers[0].securityContext: Invalid value: {}: cannot set '
        + '`allowPrivilegeEscalation` to false and `privileged` to true',
    },
  },
  {
    id: 'immutable-field',
    title: 'a field of an existing object cannot change',
    why: 'Most fields of a pod, the template of a Job and most of the spec of a StatefulSet cannot change once the object exists.',
    signs: [{
      in: 'refusal',
      text: alternatives([
        /may not change fields other than/, // pod updates may not change fields other than `spec.containers[*].image`
        /updates to statefulset spec for fields other than/, // updates to statefulset spec for fields other than 'replicas' are forbidden
        /field is immutable/, // spec.selector: field is immutable
        /is immutable after/, // spec is immutable after creation
        /spec is immutable/, // spec is immutable
      ]),
    }],
    fix: ({ line }) => OF_DATA.test(line.text) ? {
      do: 'create a PVC with another name, use it in the pod, and copy the data: only the requested size of a PVC can change',
      yaml: 'volumes:\n  - { name: data, persistentVolumeClaim: { claimName: NEW } }',
    } : ({
      do: 'delete the object and create it again: `kubectl replace --force -f FILE`, or `kubectl delete` and `kubectl apply`; for a '
      + 'StatefulSet `kubectl delete statefulset NAME --cascade=orphan` keeps its pods and PVCs',
    }),
    example: { source: 'refusal', text: 'Job.batch "x" is invalid: spec.template: Invalid value: {}: field is immutable' },
  },
  {
    id: 'profile-name',
    title: 'a seccomp or AppArmor profile has a name that does not belong to its type',
    why: '`localhostProfile` is the name of a profile on the node: `type: Localhost` requires it, and every other type forbids it.',
    signs: [{ in: 'refusal', text: /(?:seccompProfile|appArmorProfile)\.localhostProfile|(?:AppArmor|seccomp) type is Localhost/i }],
    fix: () => ({
      do: 'write `type: RuntimeDefault` without `localhostProfile`, or `type: Localhost` with it',
      typescript: '// remove the profile: hardened workloads set RuntimeDefault',
      yaml: 'securityContext:\n  seccompProfile: { type: RuntimeDefault }',
    }),
    example: {
      source: 'refusal',
      text: 'Pod "x" is invalid: spec.securityContext.appArmorProfile.localhostProfile: '
        + 'Required value: must be set when AppArmor type is Localhost',
    },
  },
  {
    id: 'sysctl-on-host-network',
    title: 'a network sysctl is set with hostNetwork',
    why: 'The pod uses the network of the node, whose sysctls cannot be set from a pod.',
    signs: [{ in: 'refusal', text: /sysctls?\[?.*may not be specified when 'host\w+' is true/ }],
    fix: () => ({ do: 'remove `hostNetwork: true`, or the sysctl', yaml: 'hostNetwork: false', typescript: 'hostNetwork: false,' }),
    example: {
      source: 'refusal',
      text: 'Pod "x" is invalid: spec.securityContext.sysctls[0].name: Invalid value: '
        + '"net.ipv4.ip_unprivileged_port_start": may not be specified when \'hostNetwork\' is true',
    },
  },
  {
    id: 'host-users-with-host-namespaces',
    title: 'a user namespace is requested together with namespaces of the node',
    why: '`hostUsers: false` gives the pod its own user namespace, which cannot be combined with hostNetwork, hostPID and hostIPC.',
    signs: [{ in: 'refusal', text: /spec\.\S*(?:hostNetwork|hostPID|hostIPC|volumeDevices|hostUsers)[^:]*: .*\bhostUsers\b/i }],
    fix: () => ({
      do: 'remove hostNetwork, hostPID and hostIPC, or `hostUsers: false`',
      typescript: '// remove hostNetwork, or userNamespace: true',
      yaml: 'hostUsers: false   # and no hostNetwork, hostPID, hostIPC',
    }),
    example: { source: 'refusal', text: 'Pod "x" is invalid: spec.hostNetwork: Forbidden: when `hostUsers` is false' },
  },
  {
    id: 'proc-mount-without-user-namespace',
    title: 'procMount is Unmasked without a user namespace',
    why: 'An unmasked /proc is allowed only in a user namespace.',
    signs: [{ in: 'refusal', text: /procMount.*hostUsers|hostUsers.*must be false to use/ }],
    fix: () => ({ do: 'remove `procMount`, or add `hostUsers: false`', typescript: 'userNamespace: true,', yaml: 'hostUsers: false' }),
    example: {
      source: 'refusal',
      text: 'Pod "x" is invalid: spec.containers[0].securityContext.procMount: Invalid value: '
        + '"Unmasked": `hostUsers` must be false to use `Unmasked`',
    },
  },
  {
    id: 'duplicate-mount-path',
    title: 'two mounts have the same path',
    why: 'Each `mountPath` of a container can have only one volume.',
    signs: [
      { in: 'refusal', text: /mountPath: (?:Invalid value: "(?<path>[^"]*)": must be unique|Duplicate value)/ },
      { in: 'refusal', text: /duplicate entries for key \[mountPath="(?<path>[^"]*)"/ }, // server-side apply
    ],
    fix: ({ facts }) => ({
      do: `keep one mount at ${facts.path ?? 'the path'}: remove your own volume, or remove the path from writablePaths`,
      typescript: `// remove WritablePath.fromEmptyDir('${facts.path ?? 'PATH'}') or your own mount there`,
    }),
    example: {
      source: 'refusal',
      text: 'Pod "x" is invalid: spec.containers[0].volumeMounts[1].mountPath: Invalid value: "/tmp": must be unique',
    },
  },
  {
    id: 'duplicate-name',
    title: 'a name or a field is set twice',
    why: 'The names of the containers, init containers, volumes and ports of a pod must be '
      + 'unique. If a field is set twice, only the last value would have an effect.',
    signs: [
      { in: 'refusal', text: /(?:name|containers\[\d+\]|ports\[\d+\])[^:]*: Duplicate value: (?<name>"[^"]*")/ },
      { in: 'refusal', text: /duplicate entries for key \[name=(?<name>"[^"]*")/ }, // server-side apply
      { in: 'refusal', text: /duplicate field "(?<field>[^"]+)"/ },
    ],
    fix: ({ facts }) => ({
      do: facts.field
        ? `remove one of the two fields ${facts.field}`
        : `rename one of the two items with the name ${facts.name}`,
    }),
    example: { source: 'refusal', text: 'Pod "x" is invalid: spec.containers[1].name: Duplicate value: "main"' },
  },
  {
    id: 'host-port-differs',
    title: 'a hostPort differs from its containerPort on the network of the node',
    why: 'With `hostNetwork: true` the container listens on the node itself.',
    signs: [{
      in: 'refusal',
      text: /(?:hostPort|containerPort)[^:]*: .*must match `?(?:containerPort|hostPort)|must match `containerPort`/,
    }],
    fix: () => ({
      do: 'remove `hostNetwork: true` and `hostPort`, and expose the port with a Service',
      yaml: 'hostNetwork: false',
      typescript: 'hostNetwork: false,',
    }),
    example: {
      source: 'refusal',
      text: 'Pod "x" is invalid: spec.containers[0].ports[0].hostPort: Invalid value: 80: '
        + 'must match `containerPort` when `hostNetwork` is true',
    },
  },
  {
    id: 'id-out-of-range',
    title: 'a uid or gid is out of range',
    why: 'A uid or gid is a number from 0 to 2147483647.',
    signs: [{ in: 'refusal', text: /(?:runAsUser|runAsGroup|fsGroup|supplementalGroups)\S*: Invalid value: \S+: must be between/ }],
    fix: () => ({
      do: 'use a uid above 0 and up to 2147483647',
      typescript: 'runAs: RunAs.user(10001),',
      yaml: 'securityContext:\n  runAsUser: 10001',
      settings: 'runAs: 10001',
    }),
    example: {
      source: 'refusal',
      text: 'Pod "x" is invalid: spec.securityContext.runAsUser: Invalid value: -1: must be between 0 and 2147483647, inclusive',
    },
  },
  {
    id: 'sub-path-leaves-volume',
    title: 'a subPath or mountPath is not a valid path',
    why: 'A `subPath` is relative to its volume, and cannot leave the volume.',
    signs: [{
      in: 'refusal',
      text: sequence([
        /(?:subPath(?:Expr)?|mountPath)[^:]*: Invalid value: "(?<path>[^"]*)": /,
        /(?:must not contain|must be a relative path|must not start with)/,
      ]),
    }],
    fix: ({ facts }) => ({ do: `write a subPath without ".." and without a slash at its start, instead of "${facts.path}"` }),
    example: {
      source: 'refusal',
      text: 'Pod "x" is invalid: spec.containers[0].volumeMounts[0].subPath: Invalid value: "../x": must not contain \'..\'',
    },
  },
  {
    id: 'invalid-quantity',
    title: 'a size or a quantity is invalid',
    why: 'Sizes of volumes, requests and limits are nonnegative quantities, such as 512Mi or 500m. A request cannot exceed its limit.',
    signs: [
      { in: 'refusal', text: /quantities must match the regular expression/ },
      {
        in: 'refusal',
        text: sequence([
          /(?:sizeLimit|resources|requests|limits)\S*: (?:Invalid value|Forbidden|Required value): /,
          /.*(?:greater than|less than or equal|must be|quantit)/,
        ], 'i'),
      },
    ],
    fix: () => ({
      do: 'write a nonnegative quantity, such as 512Mi, and keep each request at or below its limit',
      typescript: "// such as WritablePath.fromEmptyDir('/cache', { sizeLimit: Size.mebibytes(512) })",
    }),
    example: {
      source: 'refusal',
      text: 'Pod "x" is invalid: spec.volumes[0].emptyDir.sizeLimit: Invalid value: "-1Mi": must be greater than or equal to 0',
    },
  },
  {
    id: 'invalid-name',
    title: 'Kubernetes does not accept a name',
    why: 'Names of volumes and containers are DNS labels: up to 63 lowercase letters, digits and hyphens.',
    signs: [{
      in: 'refusal',
      text: /(?:[nN]ame|label)\S*: Invalid value: .*(?:must be no more than \d+|RFC 1123|DNS-1123|DNS-1035|must consist of)/,
    }],
    fix: () => ({ do: 'choose a shorter name that contains only lowercase letters, digits and hyphens' }),
    example: {
      source: 'refusal',
      text: 'Pod "x" is invalid: spec.volumes[0].name: Invalid value: "aaaa": must be no more than 63 characters',
    },
  },
  {
    id: 'unknown-field',
    title: 'a field does not exist',
    why: 'The field is misspelled, or in the wrong place. Without strict validation, the API server drops it silently.',
    // kubectl up to 1.24 checks the fields itself.
    signs: [
      { in: 'refusal', text: /(?:ValidationError\(\w+\.(?<parent>[\w.[\]]+)\): )?unknown field "(?<field>[^"]+)"/ },
      { in: 'refusal', text: /\.(?<field>\S+): field not declared in schema/ }, // server-side apply
    ],
    fix: ({ facts: { field = '', parent } }) => {
      const name = field.slice(field.lastIndexOf('.') + 1);
      const places = PLACES.filter(([path]) => isPodField(path(name))).map(([, place]) => place);
      const explain = `\`kubectl explain ${['pod', parentOf(field, parent)].filter(Boolean).join('.')}\` lists the valid fields`;
      return {
        do: places.length > 0
          ? `move ${name} to ${places.join(' or ')}: ${explain}`
          : `correct the name or the place of ${field}: ${explain}`,
      };
    },
    example: {
      source: 'refusal',
      text: 'Pod in version "v1" cannot be handled as a Pod: strict decoding error: unknown field '
        + '"spec.containers[0].securityContext.readOnlyRootFileSystem"',
    },
  },
  {
    id: 'wrong-type',
    title: 'a value has the wrong type',
    why: 'A number or a boolean is in quotes, or a string is not in quotes.',
    signs: [{
      in: 'refusal',
      text: /\.(?<path>\S+): expected (?<kind>numeric|string|boolean|list|map)\b/, // server-side apply
    }, {
      in: 'refusal',
      text: alternatives([
        // json: cannot unmarshal string into Go struct field PodSpec.spec.hostNetwork of type bool
        /cannot unmarshal (?<is>\w+) into Go (?:struct field (?<field>\S+)|value) of type (?<type>[\w.]+)/,
        /unable to decode/, // error: unable to decode "pod.yaml"
        /strict decoding error: (?!unknown|duplicate)/, // strict decoding error: json: invalid number
      ]),
    }],
    fix: ({ facts: { field, type, is, path, kind } }) => {
      if (path && kind) return { do: `write ${path} as ${KINDS_OF_VALUES[kind]}` };
      return {
        do: field
          ? `write ${field.split('.').slice(1).join('.') || field} as ${type}, not as `
          + `${is}${type?.startsWith('int') || type === 'bool' ? ': remove the quotes' : ''}`
          : 'correct the value in the message',
      };
    },
    example: {
      source: 'refusal',
      text: 'Pod in version "v1" cannot be handled as a Pod: json: cannot unmarshal string into Go struct field '
        + 'PodSecurityContext.spec.securityContext.runAsUser of type int64',
    },
  },
  {
    id: 'mount-without-volume',
    title: 'a mount names a volume that the pod does not have',
    why: 'Each `volumeMounts[].name` is the name of one of `volumes`.',
    signs: [{ in: 'refusal', text: /volumeMounts\[\d+\]\.name: Not found: "?(?<name>[^"\s]*)/ }],
    fix: ({ facts }) => ({
      do: `add the volume ${facts.name} to the pod, or remove the mount`,
      yaml: `volumes:\n  - { name: ${facts.name}, emptyDir: { sizeLimit: 1Gi } }`,
    }),
    example: { source: 'refusal', text: 'Pod "x" is invalid: spec.containers[0].volumeMounts[0].name: Not found: "cache"' },
  },
  {
    id: 'invalid-object',
    title: 'the API server refuses a value',
    why: 'The message contains the field and its valid values.',
    signs: [{
      in: 'refusal',
      text: / is invalid:\s*[[*]?\s*(?<field>[\w.-]+(?:\[[^\]]*\]|\.[\w-]+)*|<nil>): (?<what>.{1,300})/s,
      weight: 40,
    }],
    fix: ({ facts }) => ({ do: `correct ${facts.field}: ${facts.what}` }),
    example: {
      source: 'refusal',
      text: 'Pod "x" is invalid: spec.dnsPolicy: Unsupported value: "first": supported values: "ClusterFirst", "Default"',
    },
  },
];
