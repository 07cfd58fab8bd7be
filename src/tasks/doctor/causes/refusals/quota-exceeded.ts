import { Cause } from '../../cause';

export const quotaExceeded: Cause = {
  id: 'quota-exceeded',
  title: 'the quota of the namespace is used up',
  why: 'A ResourceQuota limits the sum over all pods of the namespace. The controller tries again, so nothing else happens.',
  signs: [{ in: 'refusal', text: /exceeded quota: (?<quota>[^,]+), requested: (?<requested>.+?), used: .*?, limited: (?<limited>.+)/s }],
  fix: ({ facts }) => ({
    do: `request less than ${facts.requested} (allowed in all: ${facts.limited}), delete unused objects, or raise the quota ${facts.quota}`,
    ...(/ephemeral-storage/.test(facts.requested ?? '') ? {
      typescript: 'disableEphemeralStorageLimits: true,   // or smaller paths: WritablePath.emptyDir(PATH, { sizeLimit: Size.mebibytes(128) })',
      settings: 'exclude: [ephemeral-storage]',
    } : { typescript: '// of the container: resources: { memory: { limit: Size.mebibytes(256) } }' }),
    yaml: `containers:\n  - name: main\n    resources:\n      limits: { ${(/limits\.([\w-]+)/.exec(facts.requested ?? '')?.[1]) ?? 'memory'}: LESS }`,
  }),
  example: { source: 'refusal', text: 'pods "web-1" is forbidden: exceeded quota: q, requested: limits.memory=3Gi, used: limits.memory=0, limited: limits.memory=2Gi' },
};
