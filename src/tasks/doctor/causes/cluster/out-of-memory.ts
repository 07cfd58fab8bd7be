import { Cause } from '../../cause';
import { containerYaml } from '../../fixes';

export const outOfMemory: Cause = {
  id: 'out-of-memory',
  title: 'the container used more memory than its limit',
  why: 'The kernel kills it with exit code 137.',
  signs: [{ in: 'cluster', reason: /^OOMKilled$|^OOMKilling$/, evenIfReady: true }],
  fix: (found) => ({
    do: 'raise the memory limit, or the program\'s own limit must be below it (-XX:MaxRAMPercentage, --max-old-space-size, GOMEMLIMIT)',
    typescript: '// of the container: resources: { memory: { request: Size.gibibytes(1), limit: Size.gibibytes(1) } }',
    yaml: containerYaml(found, 'resources:', '  requests: { memory: 1Gi }', '  limits: { memory: 1Gi }'),
  }),
  example: { source: 'cluster', reason: 'OOMKilled', text: 'exit code 137' },
};
