import { alternatives } from '../../../../formats/language/alternatives';
import { CatalogedCause } from '../../cause';

const NODE_LABELS = 'correct nodeSelector and affinity: compare `kubectl get nodes --show-labels`';
const CONTROL_PLANE = /taint(?:s|\(s\))? \{node-role\.kubernetes\.io\/(?:control-plane|master)\b/;

/** Reasons of the scheduler with their advice. All that match apply, since each is about other nodes. */
const REASONS: readonly (readonly [reason: RegExp, what: (taint?: string) => string])[] = [
  [
    /volume node affinity conflict/,
    () => 'let the pod run on the nodes, or in the zone, of its volume (`kubectl get pv --output yaml` has its nodeAffinity); a '
      + 'StorageClass with `volumeBindingMode: WaitForFirstConsumer` creates later volumes where the pod is',
  ],
  [/didn't match (?:Pod's )?(?:node affinity|node selector)|match node selector/, () => NODE_LABELS],
  [
    /didn't match pod (?:affinity\/)?(?:anti-)?affinity/,
    () => 'run fewer replicas than nodes, or make the pod (anti-)affinity preferred instead of required',
  ],
  [/didn't match pod topology spread/, () => 'set `whenUnsatisfiable: ScheduleAnyway` in topologySpreadConstraints, or add nodes'],
  // Pods of users do not run on nodes of the control plane or on nodes with problems.
  [
    /taint(?:\(s\)|s)?\b(?! \{node(?:-role)?\.kubernetes\.io\/)/,
    (taint) => `tolerate the taint${taint ? ` ${taint}` : ' of the nodes that you mean'}, or use other nodes`,
  ],
  [
    /unschedulable|taint \{node\.kubernetes\.io\//,
    () => 'look at `kubectl get nodes`: some nodes do not accept pods, because they are not ready or are being drained',
  ],
];

/** Reasons of the scheduler that exclude a node. */
const NO_NODE = alternatives([
  /didn't match (?:Pod's )?node (?:affinity|selector)/, // 1 node(s) didn't match Pod's node affinity/selector
  /ha[ds] (?:untolerated )?taints?(?:\(s\))?(?: (?<taint>\{[^}]*\}))?/, // 1 node(s) had untolerated taint {dedicated: gpu}
  /node\(s\) were unschedulable/, // 1 node(s) were unschedulable
  /had volume node affinity conflict/, // 2 node(s) had volume node affinity conflict
  /didn't match pod (?:affinity\/)?(?:anti-)?affinity/, // 1 node(s) didn't match pod anti-affinity rules
  /didn't match pod topology spread/, // 1 node(s) didn't match pod topology spread constraints
]);

/** Pods for which the scheduler finds no node. */
export const SCHEDULING: readonly CatalogedCause[] = [
  {
    id: 'host-port-conflict',
    title: 'the hostPort is in use on every node',
    why: 'Only one pod on each node can use a host port.',
    signs: [{ in: 'cluster', text: /didn't have free ports for the requested pod ports/ }],
    fix: () => ({
      do: 'remove `hostPort`, and expose the port by a Service',
      typescript: '// remove hostPort from the ports of the container',
      yaml: '# ports without hostPort',
    }),
    example: {
      source: 'cluster',
      reason: 'Unschedulable',
      text: "0/1 nodes are available: 1 node(s) didn't have free ports for the requested pod ports.",
    },
  },
  {
    id: 'insufficient-resources',
    title: 'no node has room for the requests of the pod',
    why: 'The scheduler adds up the requests of all pods on a node, and ignores their actual usage.',
    signs: [
      { in: 'cluster', text: /Insufficient (?<resource>[\w./-]+)/ },
      { in: 'cluster', text: /Too many (?<resource>pods)/ },
      { in: 'cluster', reason: /^OutOf(?<resource>\w+)$/ },
    ],
    fix: ({ facts }) => {
      const resource = facts.resource?.replace(/\.$/, '') ?? 'cpu';
      if (resource === 'pods') {
        return { do: 'add nodes, or delete pods: each node runs a limited number of pods, 110 by default (maxPods of the kubelet)' };
      }
      return {
        do: `request less ${resource}, or add nodes`,
        typescript: `// of the container: resources: { ${REQUESTS.get(resource) ?? 'cpu: { request: Cpu.millis(100) }'} }`,
        yaml: `containers:\n  - name: main\n    resources:\n      requests: { ${resource}: ${resource === 'cpu' ? '100m' : '64Mi'} }`,
      };
    },
    example: { source: 'cluster', reason: 'Unschedulable', text: '0/3 nodes are available: 3 Insufficient memory.' },
  },
  {
    id: 'no-matching-node',
    title: 'no node may run the pod',
    why: 'Its nodeSelector or affinity matches no node, the nodes have taints that it does not tolerate, or its volume is on another '
      + 'node or in another zone.',
    signs: [{ in: 'cluster', text: NO_NODE, weight: 80 }, { in: 'cluster', reason: /^NodeAffinity$/, weight: 80 }],
    fix: ({ line }) => {
      const taint = /taint(?:s|\(s\))? (\{(?!node(?:-role)?\.kubernetes\.io\/)[^}]*\})/.exec(line.text)?.[1];
      const found = REASONS.filter(([reason]) => reason.test(line.text)).map(([, what]) => what(taint));
      const otherwise = CONTROL_PLANE.test(line.text)
        ? 'add a node for workloads: the existing nodes run the control plane'
        : NODE_LABELS;
      return {
        do: found.length > 0 ? found.join('; ') : otherwise,
        yaml: /node affinity|node selector/.test(line.text) ? 'nodeSelector: {}   # labels that a node has' : undefined,
      };
    },
    example: {
      source: 'cluster',
      reason: 'Unschedulable',
      text: "0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector.",
    },
  },
];

const REQUESTS = new Map([
  ['ephemeral-storage', 'ephemeralStorage: { request: Size.mebibytes(64) }'],
  ['memory', 'memory: { request: Size.mebibytes(256) }'],
]);
