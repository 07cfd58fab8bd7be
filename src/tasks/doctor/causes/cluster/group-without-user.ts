import { Cause } from '../../cause';
import { userFix } from '../../remedies/user';

export const groupWithoutUser: Cause = {
  id: 'group-without-user',
  title: 'runAsGroup is set without runAsUser',
  why: 'A container runtime cannot make a group without a user. The pod stays in ContainerCreating.',
  signs: [{ in: 'cluster', text: /user group "(?<group>[^"]*)" is specified without user/ }],
  // Its own number is as good as any: the group is what the files are for.
  fix: (found) => userFix(found, { uid: Number(found.facts.group) || undefined }),
  example: { source: 'cluster', reason: 'FailedCreatePodSandBox', text: 'Failed to create pod sandbox: failed to generate user string: user group "10001" is specified without user' },
};
