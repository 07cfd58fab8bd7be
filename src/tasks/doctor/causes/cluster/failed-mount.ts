import { Cause } from '../../cause';

export const failedMount: Cause = {
  id: 'failed-mount',
  title: 'a volume cannot be mounted',
  why: 'The message names the volume and the error of its storage.',
  signs: [{ in: 'cluster', reason: /^Failed(?:Mount|AttachVolume|MapVolume)$/, text: /volume "?(?<volume>[^"\s]+)"? ?: (?<what>.+)|(?<timeout>timed out waiting for the condition)/s, weight: 60 }],
  fix: ({ facts }) => ({ do: facts.timeout ? 'look at the first FailedMount event and at the driver of the storage' : `repair the volume ${facts.volume}: ${(facts.what ?? '').trim().slice(0, 300)}` }),
  example: { source: 'cluster', reason: 'FailedMount', text: 'MountVolume.SetUp failed for volume "nfs" : mount failed: exit status 32' },
};
