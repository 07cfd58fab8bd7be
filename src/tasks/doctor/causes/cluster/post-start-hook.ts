import { Cause } from '../../cause';
import { containerYaml } from '../../fixes';

export const postStartHook: Cause = {
  id: 'post-start-hook',
  title: 'the postStart hook fails',
  why: 'The kubelet then kills the container. The event has no reason: the output of the hook goes nowhere.',
  signs: [{ in: 'cluster', reason: /^FailedPostStartHook$/, weight: 92 }, { in: 'cluster', text: /PostStartHook (?:failed|error)/, weight: 92 }],
  fix: (found) => ({
    do: 'run the command of the hook in a started container to see its error (`kubectl exec`), or do its work in an init container',
    typescript: '// remove lifecycle: { postStart: ... } of the container, or correct its command',
    yaml: containerYaml(found, '# lifecycle.postStart: correct or remove it'),
  }),
  example: { source: 'cluster', reason: 'FailedPostStartHook', text: 'PostStartHook failed' },
};
