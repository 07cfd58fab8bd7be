import { Cause } from '../../cause';

export const classMissing: Cause = {
  id: 'class-missing',
  title: 'the RuntimeClass or PriorityClass does not exist',
  why: 'The administrators of a cluster create these; each cluster has others.',
  signs: [{ in: 'refusal', text: /RuntimeClass "(?<runtime>[^"]+)" not found|no PriorityClass with name (?<priority>\S+) was found/ }],
  fix: ({ facts }) => ({
    do: `remove ${facts.runtime ? 'runtimeClassName' : 'priorityClassName'}, or use one of \`kubectl get ${facts.runtime ? 'runtimeclasses' : 'priorityclasses'}\``,
    yaml: `# without ${facts.runtime ? `runtimeClassName: ${facts.runtime}` : `priorityClassName: ${facts.priority}`}`,
  }),
  example: { source: 'refusal', text: 'pods "x" is forbidden: pod rejected: RuntimeClass "gvisor-none" not found' },
};
