import { Cause } from '../../cause';

export const idOutOfRange: Cause = {
  id: 'id-out-of-range',
  title: 'a uid or gid is out of range',
  why: 'Ids are numbers from 0 to 2147483647.',
  signs: [{ in: 'refusal', text: /(?:runAsUser|runAsGroup|fsGroup|supplementalGroups)\S*: Invalid value: \S+: must be between/ }],
  fix: () => ({ do: 'use a uid above 0 and up to 2147483647', typescript: 'runAs: RunAs.user(10001),', yaml: 'securityContext:\n  runAsUser: 10001', settings: 'runAs: 10001' }),
  example: { source: 'refusal', text: 'Pod "x" is invalid: spec.securityContext.runAsUser: Invalid value: -1: must be between 0 and 2147483647, inclusive' },
};
