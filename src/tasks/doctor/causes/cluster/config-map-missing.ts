import { Cause } from '../../cause';
import { missing } from '../../remedies/missing';

export const configMapMissing: Cause = {
  id: 'config-map-missing',
  title: 'a ConfigMap, or a key of it, does not exist',
  why: 'The kubelet waits until it is there, and tries again.',
  signs: [{ in: 'cluster', text: /configmaps? "(?<name>[^"]+)" not found|couldn't find key (?<key>\S+) in ConfigMap (?<where>\S+)|references non-existent config key: (?<file>\S+)/ }],
  fix: ({ facts }) => missing('ConfigMap', facts),
  example: { source: 'cluster', reason: 'CreateContainerConfigError', text: 'configmap "settings" not found' },
};
