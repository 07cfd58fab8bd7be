import { alternatives } from '../../../../formats/language/alternatives';
import { sequence } from '../../../../formats/language/sequence';
import { CatalogedCause } from '../../cause';

/** Limits of the namespace: ResourceQuotas and LimitRanges. */
export const QUOTAS: readonly CatalogedCause[] = [
  {
    id: 'quota-exceeded',
    title: 'the pod exceeds the quota of the namespace',
    why: 'A ResourceQuota limits the sum for all pods of the namespace. The controller keeps trying to create the pod.',
    signs: [{ in: 'refusal', text: /exceeded quota: (?<quota>[^,]+), requested: (?<requested>.+?), used: .*?, limited: (?<limited>.+)/s }],
    fix: ({ facts }) => ({
      do: `request less than ${facts.requested} (allowed in all: ${facts.limited}), `
        + `delete unused objects, or raise the quota ${facts.quota}`,
      ...(/ephemeral-storage/.test(facts.requested ?? '') ? {
        typescript: 'ephemeralStorageLimits: false,   // or smaller paths: '
          + 'WritablePath.fromEmptyDir(PATH, { sizeLimit: Size.mebibytes(128) })',
        settings: 'keep: [ephemeral-storage]',
      } : { typescript: '// of the container: resources: { memory: { limit: Size.mebibytes(256) } }' }),
      yaml: 'containers:\n  - name: main\n    resources:\n      limits: { '
        + `${(/limits\.([\w-]+)/.exec(facts.requested ?? '')?.[1]) ?? 'memory'}: LESS }`,
    }),
    example: {
      source: 'refusal',
      text: 'pods "web-1" is forbidden: exceeded quota: q, requested: limits.memory=3Gi, used: limits.memory=0, limited: limits.memory=2Gi',
    },
  },
  {
    id: 'quota-must-specify',
    title: 'the quota of the namespace requires a limit or a request that is missing',
    why: 'If a ResourceQuota limits a resource, each container must set it.',
    signs: [{ in: 'refusal', text: /failed quota: (?<quota>[^:]+): must specify (?<what>.+)/s }],
    fix: ({ facts }) => ({
      do: `set ${facts.what}`,
      typescript: '// of the container: resources: { cpu: { request: Cpu.millis(100), limit: Cpu.millis(500) }, memory: '
        + '{ request: Size.mebibytes(64), limit: Size.mebibytes(256) } }',
      yaml: 'containers:\n  - name: main\n    resources:\n      requests: { cpu: 100m, memory: 64Mi, ephemeral-storage: 64Mi }\n      '
        + 'limits: { cpu: 500m, memory: 256Mi, ephemeral-storage: 1Gi }',
    }),
    example: { source: 'refusal', text: 'pods "x" is forbidden: failed quota: q: must specify limits.memory for: main' },
  },
  {
    id: 'limit-range',
    title: 'a LimitRange of the namespace forbids the request or the limit',
    why: 'A LimitRange sets the minimum, the maximum, and the ratio of limit to request, for each container, pod or PVC.',
    signs: [{
      in: 'refusal',
      text: alternatives([
        // maximum cpu usage per Container is 500m, but limit is 2
        sequence([
          /(?<bound>maximum|minimum) (?<resource>[\w./-]+) (?:usage )?per (?<per>Container|Pod|PersistentVolumeClaim)/,
          / is (?<allowed>[\w.]+)(?:, but (?<what>.+?) is (?<is>[\w.]+))?/,
        ]),
        /max limit to request ratio/, // cpu max limit to request ratio per Container is 4
      ]),
    }],
    fix: ({ facts }) => ({
      do: facts.resource
        ? `set ${facts.resource} of each ${facts.per} to ${facts.bound === 'minimum' ? 'at least' : 'at most'} ${facts.allowed}`
        : 'raise the request, or lower the limit',
      ...facts.resource === 'ephemeral-storage' ? {
        typescript: 'ephemeralStorageLimits: false,   // or smaller paths: '
          + 'WritablePath.fromEmptyDir(PATH, { sizeLimit: Size.mebibytes(128) })',
        settings: 'keep: [ephemeral-storage]',
      } : { typescript: '// of the container: resources: { ... }' },
      yaml: `containers:\n  - name: main\n    resources:\n      limits: { ${facts.resource ?? 'cpu'}: ${facts.allowed ?? 'VALUE'} }`,
    }),
    example: { source: 'refusal', text: 'pods "web-1" is forbidden: maximum memory usage per Container is 1Gi, but limit is 3Gi' },
  },
];
