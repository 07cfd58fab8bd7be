import { Cause } from '../../cause';
import { missing } from '../../remedies/missing';

export const secretMissing: Cause = {
  id: 'secret-missing',
  title: 'a Secret, or a key of it, does not exist',
  why: 'The kubelet waits until it is there, and tries again.',
  signs: [{ in: 'cluster', text: /secrets? "(?<name>[^"]+)" not found|couldn't find key (?<key>\S+) in Secret (?<where>\S+)|references non-existent secret key: (?<file>\S+)/ }],
  fix: ({ facts }) => missing('Secret', facts),
  example: { source: 'cluster', reason: 'FailedMount', text: 'MountVolume.SetUp failed for volume "d" : references non-existent secret key: password' },
};
