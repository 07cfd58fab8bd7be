import { Cause } from '../../cause';

export const quotaMustSpecify: Cause = {
  id: 'quota-must-specify',
  title: 'the quota of the namespace requires a limit or a request that is missing',
  why: 'Where a ResourceQuota limits a resource, each container must state it.',
  signs: [{ in: 'refusal', text: /failed quota: (?<quota>[^:]+): must specify (?<what>.+)/s }],
  fix: ({ facts }) => ({
    do: `set ${facts.what}`,
    typescript: '// of the container: resources: { cpu: { request: Cpu.millis(100), limit: Cpu.millis(500) }, memory: { request: Size.mebibytes(64), limit: Size.mebibytes(256) } }',
    yaml: 'containers:\n  - name: main\n    resources:\n      requests: { cpu: 100m, memory: 64Mi, ephemeral-storage: 64Mi }\n      limits: { cpu: 500m, memory: 256Mi, ephemeral-storage: 1Gi }',
  }),
  example: { source: 'refusal', text: 'pods "x" is forbidden: failed quota: q: must specify limits.memory for: main' },
};
