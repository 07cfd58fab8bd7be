import { alternatives } from '../../../../formats/language/alternatives';
import { CatalogedCause } from '../../cause';
import { containerYaml } from '../../fixes';

/** Conditions of a node, and the resource that each is about. */
const CONDITIONS: { readonly [condition: string]: string | undefined } = {
  MemoryPressure: 'memory',
  DiskPressure: 'ephemeral-storage',
  PIDPressure: 'pids',
};

/** Pods that end because memory or disk runs out. */
export const EVICTIONS: readonly CatalogedCause[] = [
  {
    id: 'evicted-empty-dir',
    title: 'an emptyDir grew beyond its sizeLimit',
    why: 'Within a minute, the kubelet evicts the whole pod, and the logs of the pod are lost.',
    signs: [{ in: 'cluster', text: /Usage of EmptyDir volume "(?<volume>[^"]+)" exceeds the limit "(?<limit>[^"]+)"/ }],
    fix: ({ facts, evidence }) => {
      const path = evidence.mounts.find(({ volume }) => volume === facts.volume)?.path ?? 'PATH';
      return {
        do: `raise the sizeLimit of the volume ${facts.volume} above ${facts.limit}, or make the program write less there`,
        typescript: `writablePaths: [WritablePath.fromEmptyDir('${path}', { sizeLimit: Size.gibibytes(2) })],`,
        yaml: `volumes:\n  - { name: ${facts.volume}, emptyDir: { sizeLimit: 2Gi } }`,
        settings: `writablePaths: [{ path: ${path}, sizeLimit: 2Gi }]`,
      };
    },
    example: { source: 'cluster', reason: 'Evicted', text: 'Usage of EmptyDir volume "tmp" exceeds the limit "8Mi". ' },
  },
  {
    id: 'evicted-ephemeral-storage',
    title: 'the pod wrote more than its limits for ephemeral storage',
    why: 'The limits of the containers are added up. The emptyDirs, the logs and the changes in the root filesystems together exceed '
      + 'this sum.',
    signs: [{
      in: 'cluster',
      text: alternatives([
        // Pod ephemeral local storage usage exceeds the total limit of containers 64Mi.
        /(?:ephemeral local storage usage|ephemeral-storage).*exceed(?:s|ed) .*limit.*?(?<limit>\d+\w*)?\.?\s*$/,
        // Container web exceeded its local ephemeral storage limit "64Mi".
        /Container (?<container>\S+) exceeded its local ephemeral storage limit "(?<own>[^"]+)"/,
      ], 's'),
    }],
    fix: ({ facts, evidence }) => ({
      do: `raise the limit above ${facts.own ?? facts.limit ?? 'its value'}, or find what grows: logs, uploads, caches`,
      typescript: '// of the container: resources: { ephemeralStorage: { limit: Size.gibibytes(2) } }',
      yaml: `containers:\n  - name: ${facts.container ?? evidence.container ?? 'main'}\n   `
        + ' resources:\n      limits: { ephemeral-storage: 2Gi }',
    }),
    example: {
      source: 'cluster',
      reason: 'Evicted',
      text: 'Pod ephemeral local storage usage exceeds the total limit of containers 10Mi. ',
    },
  },
  {
    id: 'evicted-by-node',
    title: 'the node ran out of memory, disk or processes',
    why: 'A kubelet under pressure evicts pods; those that use more than they request come first.',
    signs: [{ in: 'cluster', text: /The node was low on resource: (?<resource>[\w-]+)|The node had condition: \[(?<condition>\w+)\]/ }],
    fix: ({ facts, line, evidence }) => {
      const resource = facts.resource ?? CONDITIONS[facts.condition ?? ''] ?? 'memory';
      if (resource !== 'memory' && resource !== 'ephemeral-storage') {
        return { do: `look at the node: it has too few ${resource} for all of its pods, and a pod cannot request them` };
      }
      const field = resource === 'memory' ? 'memory' : 'ephemeralStorage';
      const container = /\bContainer (\S+) was using\b/.exec(line.text)?.[1] ?? evidence.container ?? 'main';
      return {
        do: `request as much ${resource} as the program uses, so that the scheduler finds a node with room`,
        typescript: `// of the container: resources: { ${field}: { request: Size.mebibytes(512), limit: Size.mebibytes(512) } }`,
        yaml: `containers:\n  - name: ${container}\n    resources:\n      requests: { ${resource}: 512Mi }`,
      };
    },
    example: {
      source: 'cluster',
      reason: 'Evicted',
      text: 'The node was low on resource: memory. Threshold quantity: 100Mi, available: 50Mi. ',
    },
  },
  {
    id: 'memory-volume-oom',
    title: 'a volume in memory fills the memory limit of the container',
    why: 'Files in an emptyDir of `medium: Memory` use the memory of the container, and survive its restart. The '
      + 'container cannot start again, because no memory is left for its first process.',
    signs: [
      { in: 'cluster', text: /container init was OOM-killed/, weight: 96 },
      { in: 'cluster', reason: /^OOMKilled$/, weight: 95, when: ({ evidence }) => evidence.mounts.some(({ type }) => type === 'memory') },
    ],
    fix: ({ evidence }) => {
      const path = evidence.mounts.find(({ type }) => type === 'memory')?.path ?? evidence.mounts[0]?.path ?? 'PATH';
      const volume = evidence.mounts.find((mount) => mount.path === path)?.volume ?? 'VOLUME';
      return {
        do: `use a volume on disk at ${path}, or give it a sizeLimit below the memory limit; if no volume is in memory, `
          + 'the limit is too low to start a process. Then delete the pod',
        typescript: `writablePaths: [WritablePath.fromEmptyDir('${path}')],   // without medium, or with a sizeLimit`,
        yaml: `volumes:\n  - { name: ${volume}, emptyDir: { sizeLimit: 1Gi } }   # no medium: Memory`,
        settings: `writablePaths: [${path}]`,
      };
    },
    example: {
      source: 'cluster',
      reason: 'StartError',
      text: 'failed to create containerd task: runc create failed: unable to start container '
        + 'process: container init was OOM-killed (memory limit too low?)',
    },
  },
  {
    id: 'out-of-memory',
    title: 'the container used more memory than its limit',
    why: 'The kernel kills it with exit code 137.',
    signs: [{ in: 'cluster', reason: /^OOMKilled$|^OOMKilling$/, evenIfReady: true }],
    fix: (found) => ({
      do: 'raise the memory limit, or set the program\'s own limit below it (-XX:MaxRAMPercentage, --max-old-space-size, GOMEMLIMIT)',
      typescript: '// of the container: resources: { memory: { request: Size.gibibytes(1), limit: Size.gibibytes(1) } }',
      yaml: containerYaml(found, 'resources:', '  requests: { memory: 1Gi }', '  limits: { memory: 1Gi }'),
    }),
    example: { source: 'cluster', reason: 'OOMKilled', text: 'exit code 137' },
  },
];
