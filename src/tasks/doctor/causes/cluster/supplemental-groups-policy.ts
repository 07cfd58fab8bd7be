import { Cause } from '../../cause';

export const supplementalGroupsPolicy: Cause = {
  id: 'supplemental-groups-policy',
  title: 'the node does not support supplementalGroupsPolicy: Strict',
  why: 'It requires containerd 2.0 or CRI-O 1.31.',
  signs: [{ in: 'cluster', text: /SupplementalGroupsPolicy=?:?\s*Strict.*not supported/i }, { in: 'cluster', reason: /^SupplementalGroupsPolicyNotSupported$/ }],
  fix: () => ({ do: 'remove supplementalGroupsPolicy', yaml: '# without securityContext.supplementalGroupsPolicy' }),
  example: { source: 'cluster', reason: 'SupplementalGroupsPolicyNotSupported', text: 'Pod was rejected: SupplementalGroupsPolicy=Strict is not supported in this node' },
};
